/// One of several outputs of a network.
public struct NamedHead: Sendable {
  public let name: String
  public let link: Link
  /// Before the link: `[B]`, or `[B, classes]`.
  public let logit: Expression
  public let prediction: Expression

  init(_ name: String, link: Link, logit: Expression) throws {
    self.name = name
    self.link = link
    self.logit = logit
    prediction = try link.apply(logit)
  }
}
