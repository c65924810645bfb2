/// What the smooth form of a rule, which a network is trained on, says of the same decisions.
public struct SoftFigures: Sendable {
  /// Mean smooth fill; missing for weights.
  public let fillRate: Double
  /// Mean of smooth fill and net return, per decision.
  public let expectedProfit: Double
  /// Steepness of the fill.
  public let steepness: Double
  /// By row of the frame, summed over the orders of the rule.
  let profits: [Double]
  /// Mean smooth fill of the row's orders; empty for weights.
  let fills: [Double]
}

/// Computes the smooth figures of a book when they are asked for.
public typealias SoftWork = @Sendable () throws -> SoftFigures
