/// The last dense layer of an architecture, which follows the kind of target: one number through
/// its link, or a number per class through a softmax.
struct OutputLayer: Sendable {
  static let link = Parameter(
    "link", .choice(Link.allCases.map(\.rawValue)), default: .absent,
    "link of the output; identity for numbers, sigmoid for yes/no")

  let link: Link
  private let head: Head
  /// ln of the share of each class among the training labels; nil for one number.
  private let classes: [Double]?

  /// - Parameter number: The link of a target that is a number.
  /// - Throws: `Failure` when the dataset has no training part.
  init(_ options: BoundOptions, number: Link = .identity, for dataset: Dataset) throws {
    let label = try dataset.label()
    let statistics = try LabelStatistics(dataset)
    classes = try LabelStatistics.logShares(dataset)
    let natural = label.target.kind == .yesNo ? Link.sigmoid : number
    link = classes == nil ? try options.choice(Self.link, of: Link.self) ?? natural : .softmax
    head = Head(
      link: link, statistics: statistics, isRaw: try options.boolean(Head.raw) ?? false)
  }

  /// - Shape: `[B, C]` to `[B]`, or to `[B, classes]`.
  func apply(_ x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    builder.begin("dense")
    guard let classes else {
      let z = try builder.linear(x, 1)
      builder.end("dense(1)", z)
      return try head.apply(.reshape(z, [builder.batch]), in: &builder)
    }
    let z = try builder.linear(x, classes.count, bias: .values(classes))
    builder.end("dense(\(classes.count)), softmax", z)
    return z
  }
}
