import Runtime

/// What is known of the block of a verb before it runs.
struct BlockSyntax {
  let command: CommandSyntax
  let signature: Signature
  let session: Session

  /// The option that gives names and values together: `over=[{lr: 1e-3, batch: 8}]`.
  static let records = "over"

  /// The names that the verb binds in its block, each once.
  ///
  /// - Throws: `Diagnostic` where `over=` is no list of records that can be seen before running.
  func names() throws -> [Identifier] {
    switch signature.block {
    case nil: return []
    case .fixed(let words): return words.map { Identifier($0, command.verb.span) }
    case .options: break
    }
    var names: [Identifier] = []
    for argument in command.arguments {
      guard let label = argument.label else { continue }
      if label.text == Self.records, signature.parameter(Self.records) != nil {
        names += try fields(of: argument.value)
      } else if signature.parameter(label.text) == nil {
        if names.contains(where: { $0.text == label.text }) {
          throw Diagnostic("'\(label.text)' is given twice", at: label.span)
        }
        names.append(label)
      }
    }
    return names
  }

  private func fields(of value: ExpressionSyntax) throws -> [Identifier] {
    var names: [Identifier] = []
    func add(_ name: Identifier) {
      if !names.contains(where: { $0.text == name.text }) { names.append(name) }
    }
    switch value.kind {
    case .list(let items):
      for item in items {
        guard case .record(let fields) = item.kind else { throw unseen(item.span) }
        for field in fields { add(field.key) }
      }
    case .name(let word):
      guard case .list(let items)? = session.variable(word) else { throw unseen(value.span) }
      for case .record(let record) in items {
        for field in record.fields { add(Identifier(field.key, value.span)) }
      }
    default: throw unseen(value.span)
    }
    return names
  }

  private func unseen(_ span: Span) -> Diagnostic {
    Diagnostic(
      "\(signature.name): 'over' must be a list of records", at: span,
      hint: "over=[{lr: 1e-4, batch: 8}, {lr: 1e-3, batch: 32}]")
  }
}
