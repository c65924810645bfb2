/// `at s1 3:31 set lr 5e-4` as a call of the verb `at`: run, epoch, batch and verb come first, then
/// the arguments of the verb.
enum InterventionSyntax {
  static func command(
    run: Identifier, epoch: Int, batch: Int?, _ inner: CommandSyntax
  ) -> CommandSyntax {
    func positional(_ kind: ExpressionSyntax.Kind, _ span: Span) -> ArgumentSyntax {
      ArgumentSyntax(label: nil, value: ExpressionSyntax(kind, span))
    }
    let place = [
      positional(.name(run.text), run.span), positional(.number(Double(epoch)), run.span),
      positional(.number(Double(batch ?? 0)), run.span),
      positional(.name(inner.verb.text), inner.verb.span),
    ]
    return CommandSyntax(
      verb: Identifier("at", inner.verb.span), arguments: place + inner.arguments)
  }
}
