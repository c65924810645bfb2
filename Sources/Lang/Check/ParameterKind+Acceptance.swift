import Runtime

extension ParameterKind {
  /// Whether a value can be given to a parameter of this kind.
  func accepts(_ value: Value) -> Bool {
    switch (self, value) {
    case (.any, _), (.anyOr, _), (.expression, _): true
    case (.number, .number), (.boolean, .boolean), (.text, .text), (.path, .text): true
    case (.number, .series(let series)), (.integer, .series(let series)):
      series.expression.staticValue != nil
    case (.integer, .number(let number)): Int(exactly: number) != nil
    case (.duration, .duration), (.date, .date), (.range, .range), (.list, .list): true
    case (.record, .record), (.frame, .frame), (.function, .function): true
    case (.deferred, .function): true
    case (.series, .series), (.series, .number), (.series, .boolean): true
    case (.window, .duration): true
    case (.window, .number(let number)): Int(exactly: number) != nil
    case (.window, .series(let series)): series.expression.staticValue != nil
    case (.choice(let words), .text(let text)), (.choices(let words), .text(let text)):
      words.contains(text)
    case (.choices, .list(let items)): items.allSatisfy(accepts)
    case (.recipe(let words), .text(let text)): words.contains(text)
    case (.recipe(let words), .record(let record)):
      record[RecipeArgument.wordField].map { ParameterKind.choice(words).accepts($0) } ?? false
    case (.recipes, .record): true
    case (.batch, .number(let number)): Int(exactly: number) != nil
    case (.batch, .record(let record)):
      record[RecipeArgument.wordField].map { ParameterKind.choice(["by"]).accepts($0) } ?? false
    case (.column, .text), (.part, .text), (.partOrFrame, .text), (.metric, .text), (.name, .text):
      true
    case (.column, .series), (.column, .list), (.partOrFrame, .frame): true
    case (.words, .text), (.words, .list): true
    case (.loss, .text), (.loss, .record), (.rule, .text), (.model, .text): true
    case (.loss, .object(let object)) where object is RuleValue: true
    case (_, .object(let object)): objectTypeName == object.typeName
    default: false
    }
  }

  /// Whether a bare word is a possible argument as it stands, without being evaluated.
  func takesLiterally(_ word: String) -> Bool {
    switch self {
    case .choice(let words), .choices(let words): words.contains(word)
    case .part, .partOrFrame: ["train", "val", "test"].contains(word)
    case .name: true
    default: false
    }
  }

  /// Whether the bare words of a list are taken as text where they are no variables.
  var takesListsOfWords: Bool {
    switch self {
    case .choices, .column, .words: true
    default: false
    }
  }

  /// Whether a bare word that is no variable is taken as text.
  var takesUnknownWords: Bool {
    switch self {
    case .column, .words, .metric, .loss, .rule, .model, .part, .partOrFrame: true
    case .choice, .choices: true
    default: false
    }
  }
}
