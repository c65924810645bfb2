/// One output of a network as a loss reads it.
public struct LossHead: Sendable {
  public let name: String
  /// After the link.
  public let prediction: Expression
  /// Before the link.
  public let logit: Expression
  public let label: Expression
  /// The share of each class among the training labels; nil for numbers and yes/no.
  public let classShares: [Double]?
}
