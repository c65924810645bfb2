/// The fixed affine map that puts a network's output where the labels are.
///
/// `start + scale z`: scale is the spread of the training labels for an identity head and 1
/// otherwise, start the z of their mean; a raw head leaves z as it is.
struct Head {
  static let raw = Parameter(
    "raw", .boolean, default: .boolean(false),
    "no fixed scaling of inputs and output: the layers' own numbers, as PyTorch computes them")

  let link: Link
  let statistics: LabelStatistics
  let isRaw: Bool
  /// `volatility.` of one of several heads.
  var prefix = ""

  /// Both numbers are constants of the network, so that its weights travel with them.
  func apply(_ z: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    builder.begin("head")
    guard !isRaw else {
      builder.end("\(link.rawValue), raw", z)
      return z
    }
    let start = builder.constant("head.\(prefix)start", link.start(at: statistics.mean))
    guard link == .identity else {
      let output = try Expression.add(z, Expression(constant: start))
      builder.end("\(link.rawValue), starts at \(NumberFormat.general(start, digits: 4))", output)
      return output
    }
    let scale = builder.constant("head.\(prefix)scale", statistics.spread)
    let scaled = try Expression.multiply(z, Expression(constant: scale))
    let output = try Expression.add(scaled, Expression(constant: start))
    let text = [start, scale].map { NumberFormat.general($0, digits: 4) }
    builder.end("\(text[0]) + \(text[1]) z", output)
    return output
  }
}
