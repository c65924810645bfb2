import Runtime

/// How an argument that is a bare (dotted) word is to be read for a parameter.
enum ArgumentWord {
  /// `train`, `val.auc`: the text of an expression that is a name or members of a name.
  static func text(of expression: ExpressionSyntax) -> String? {
    switch expression.kind {
    case .name(let name): name
    case .member(let base, let member): text(of: base).map { "\($0).\(member.text)" }
    default: nil
    }
  }

  /// The text a bare word stands for, or nil when the argument is to be evaluated.
  static func literal(
    _ expression: ExpressionSyntax, for parameter: Parameter, in session: Session,
    isLocal: (String) -> Bool
  ) -> String? {
    if let word = choice(expression, parameter.kind) { return word }
    guard let word = text(of: expression) else { return nil }
    let isDotted = word.contains(".")
    if !isDotted, parameter.kind.takesLiterally(word) { return word }
    if parameter.kind == .any, case .text(let own) = parameter.defaultValue, own == word {
      return word
    }
    let root = String(word.prefix { $0 != "." })
    let isKnown = isLocal(root) || session.variable(root) != nil
    switch parameter.kind {
    case .metric: return isKnown ? nil : word
    case .name: return word
    case .path: return !isKnown && word == "run" ? word : nil
    case .anyOr(let words): return !isKnown && words.contains(word) ? word : nil
    case .column:
      if isDotted { return nil }
      return isKnown && session.column(word) == nil ? nil : word
    default: return !isDotted && !isKnown && parameter.kind.takesUnknownWords ? word : nil
    }
  }

  /// The literals `none` and `nan` where the parameter has a choice of that name.
  private static func choice(_ expression: ExpressionSyntax, _ kind: ParameterKind) -> String? {
    guard case .choice(let words) = kind else { return nil }
    let word: String
    switch expression.kind {
    case .none: word = "none"
    case .number(let value) where value.isNaN: word = "nan"
    default: return nil
    }
    return words.contains(word) ? word : nil
  }

  /// Whether the argument can be meant for a parameter, as far as its form tells.
  ///
  /// - Parameter isLocal: Whether a name is bound where the call stands; its value is not known yet.
  static func fits(
    _ expression: ExpressionSyntax, _ parameter: Parameter, in session: Session,
    isLocal: (String) -> Bool
  ) -> Bool {
    switch expression.kind {
    case .name(let name):
      if parameter.kind.takesLiterally(name) { return true }
      if let value = session.variable(name) {
        return parameter.kind.accepts(value)
          || parameter.kind.accepts(.text(name)) && isWord(parameter)
      }
      switch parameter.kind {
      case .choice: return false
      case .frame, .dataset, .run, .book: return isLocal(name)
      default: return true
      }
    case .number: return parameter.kind.accepts(.number(1))
    case .text(let parts):
      if parts.count == 1, case .literal(let text) = parts[0] {
        return parameter.kind.accepts(.text(text))
      }
      return parameter.kind.accepts(.text(""))
    case .list: return parameter.kind.accepts(.list([]))
    case .record: return parameter.kind.accepts(.record(RecordValue([])))
    case .unary, .binary: return !takesObjects(parameter)
    case .call(let callee, _):
      if case .choice = parameter.kind { return false }
      guard case .name(let name) = callee.kind, Registry.operators[name] != nil else {
        return true
      }
      return !takesObjects(parameter)
    default:
      if case .choice = parameter.kind { return false }
      return true
    }
  }

  /// Whether only a frame or an object fits: no arithmetic and no function of series gives one.
  private static func takesObjects(_ parameter: Parameter) -> Bool {
    switch parameter.kind {
    case .choice, .frame, .dataset, .run, .book: true
    default: false
    }
  }

  private static func isWord(_ parameter: Parameter) -> Bool {
    parameter.kind == .column || parameter.kind == .metric
  }
}
