import Runtime

/// Reads the words of an option as data: `plateau(patience=12)` is a record of the word and its
/// arguments, `{direction: focal}` a record of words.
struct RecipeSyntax {
  /// Whether a name stands for a value, so that it is evaluated.
  let isKnown: (String) -> Bool

  /// The expression to evaluate in place of an argument; the argument itself for other kinds.
  func rewritten(_ value: ExpressionSyntax, for kind: ParameterKind) -> ExpressionSyntax {
    switch (kind, value.kind) {
    case (.recipe(let words), _): return recipe(value, words)
    case (.batch, _): return recipe(value, ["by"])
    case (.recipes(let words), .record(let fields)):
      return record(fields.map { ($0.key, recipe($0.value, words)) }, value.span)
    case (.loss, .record(let fields)):
      return record(fields.map { ($0.key, word($0.value)) }, value.span)
    default: return value
    }
  }

  private func recipe(_ value: ExpressionSyntax, _ words: [String]) -> ExpressionSyntax {
    switch value.kind {
    case .none where words.contains("none"): return text("none", value.span)
    case .name(let name) where words.contains(name): return text(name, value.span)
    case .name: return word(value)
    case .call(let callee, let arguments):
      guard case .name(let name) = callee.kind, words.contains(name) else { return value }
      let fields = arguments.enumerated().map { place, argument in
        argument.label.map { ($0, argument.value) }
          ?? (Identifier("\(place)", argument.value.span), word(argument.value))
      }
      let head = (Identifier(RecipeArgument.wordField, callee.span), text(name, callee.span))
      return record([head] + fields, value.span)
    default: return value
    }
  }

  /// A bare name that is no value is its own text.
  private func word(_ value: ExpressionSyntax) -> ExpressionSyntax {
    guard case .name(let name) = value.kind, !isKnown(name) else { return value }
    return text(name, value.span)
  }

  private func text(_ word: String, _ span: Span) -> ExpressionSyntax {
    ExpressionSyntax(.text([.literal(word)]), span)
  }

  private func record(
    _ fields: [(Identifier, ExpressionSyntax)], _ span: Span
  ) -> ExpressionSyntax {
    ExpressionSyntax(.record(fields.map { (key: $0.0, value: $0.1) }), span)
  }
}
