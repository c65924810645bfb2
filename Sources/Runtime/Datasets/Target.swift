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
  /// After how many bars the label of each row is known, where that differs by row (barriers); nil
  /// where it is the horizon everywhere.
  public let end: Expression?

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
    end = try Self.end(of: expression)
  }

  /// Bars of the future the label reads; its value at row t is known at row `t + horizon`.
  public var horizon: Int { expression.reach.lookahead }

  /// The bars to the exit of the barriers inside; nil when something else reads as far ahead.
  private static func end(of label: Expression) throws -> Expression? {
    var (seen, stack) = (Set<ObjectIdentifier>(), [label])
    var found: Expression?
    while let node = stack.popLast() {
      guard node.reach.to > 0, seen.insert(ObjectIdentifier(node)).inserted else { continue }
      guard let barriers = node.operation as? BarrierOperation else {
        guard node.operation is any PointwiseOperation || node.operation is CodeOperation else {
          return nil
        }
        stack += node.inputs
        continue
      }
      guard node.inputs.allSatisfy({ $0.reach.to <= 0 }) else { return nil }
      let bars = BarrierOperation(
        output: .bars, life: barriers.life, horizon: barriers.horizon, isRange: barriers.isRange)
      let end = try Expression(bars, node.inputs)
      found = try found.map { try .maximum($0, end) } ?? end
    }
    return found
  }
}
