/// What the smooth form of a rule, which a network is trained on, says of the same decisions.
public struct SoftFigures: Sendable, Equatable {
  /// Mean smooth fill of the orders placed; missing for weights.
  public let fillRate: Double
  /// Mean of smooth fill and net return, per order placed; of weights the mean net return per period.
  public let expectedProfit: Double
  /// Steepness of the fill.
  public let steepness: Double

  public init(fillRate: Double, expectedProfit: Double, steepness: Double) {
    (self.fillRate, self.expectedProfit) = (fillRate, expectedProfit)
    self.steepness = steepness
  }
}

/// Computes the smooth figures of a book when they are asked for.
public typealias SoftWork = @Sendable () throws -> SoftFigures
