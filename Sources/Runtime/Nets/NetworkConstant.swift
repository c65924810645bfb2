/// Fixed numbers of a network that come from the training rows: the scale of its head or of its
/// inputs. They are written beside the weights, which mean nothing without them.
public struct NetworkConstant: Sendable, Equatable {
  /// `head.start`, `head.scale`, `input.center`, `input.scale`.
  public let name: String
  public let values: [Double]

  public init(_ name: String, _ values: [Double]) {
    self.name = name
    self.values = values
  }

  /// False for constants that are built into the inputs and cannot be taken from a file.
  var isOfHead: Bool { name.hasPrefix("head.") }
}
