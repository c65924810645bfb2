/// One weight tensor of a network.
public struct NetworkParameter: Sendable, Equatable {
  /// `dense1.weight`.
  public let name: String
  /// Row-major; a dense layer's weight is `[out, in]`.
  public let shape: [Int]
  public let start: Initializer
  /// True for numbers that steps write and the optimiser leaves alone: running statistics.
  public var isState = false
  /// Times the sum of the squared numbers is added to the training loss.
  public var l2 = 0.0

  public var count: Int { shape.reduce(1, *) }
}
