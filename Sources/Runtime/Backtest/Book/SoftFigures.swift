/// What the smooth form of a rule, which a network is trained on, says of the same decisions.
public struct SoftFigures: Sendable {
  /// Mean smooth fill of the orders placed; missing for weights.
  public let fillRate: Double
  /// Mean of smooth fill and net return, per order placed; of weights the mean net return per period.
  public let expectedProfit: Double
  /// Steepness of the fill.
  public let steepness: Double
  /// By row of the frame, per order placed; of weights per decision.
  let profits: [Double]
  /// Mean smooth fill of the row's orders; empty for weights.
  let fills: [Double]
}

/// Computes the smooth figures of a book when they are asked for.
public typealias SoftWork = @Sendable () throws -> SoftFigures
