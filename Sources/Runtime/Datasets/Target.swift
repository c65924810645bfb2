/// A label: what a model is to predict, and how far it looks ahead.
public final class Target: Sendable {
  /// What the label's numbers stand for; the default loss follows it.
  public enum Kind: Sendable, Equatable {
    case number
    /// 1, 0 or missing.
    case yesNo
    case category([String])
  }

  public let name: String
  public let expression: Expression
  public let kind: Kind

  /// - Throws: `Failure` when the expression is no series.
  public init(name: String, expression: Expression) throws {
    guard expression.type.shape == .column else {
      throw Failure("target '\(name)' is not a series")
    }
    self.name = name
    self.expression = expression
    switch expression.type.element {
    case .number: kind = .number
    case .boolean: kind = .yesNo
    case .category(let labels): kind = .category(labels)
    }
  }

  /// Bars of the future the label reads; its value at row t is known at row `t + horizon`.
  public var horizon: Int { expression.reach.lookahead }
}
