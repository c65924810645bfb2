/// How a network, or one of its layers, begins and is held small: `init=` and `l2=`.
public struct WeightStyle: Sendable, Equatable {
  static let start = Parameter(
    "init", .recipe(WeightScheme.words), default: .absent,
    "how weights are drawn: he_normal, glorot, xavier(gain=0.5), keras; PyTorch's when left out")
  static let penalty = Parameter(
    "l2", .number, default: .absent, in: 0...1e6,
    "times the sum of the squared weights (no biases) is added to the training loss")
  static let parameters = [start, penalty]

  var scheme: WeightScheme?
  var l2: Double?

  static let standard = WeightStyle()

  /// What a layer says for itself, else what holds around it.
  init(_ options: BoundOptions, within outer: WeightStyle? = nil) throws {
    scheme = try options.values[Self.start.name].map(WeightScheme.init) ?? outer?.scheme
    l2 = try options.number(Self.penalty) ?? outer?.l2
  }

  private init() {}

  var rule: WeightScheme { scheme ?? .pytorch }
}
