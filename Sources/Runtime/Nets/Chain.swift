/// Layers one after the other on a row of features, or on a window of rows:
/// `input |> dense(32) |> relu |> dense(1)`, `input |> window(20) |> conv1d(8) |> last |> dense(1)`.
public struct Chain: Sendable {
  /// A layer with its options.
  public struct Link: Sendable {
    public let layer: any Layer.Type
    public let options: BoundOptions

    public init(_ layer: any Layer.Type, _ options: BoundOptions = BoundOptions()) {
      self.layer = layer
      self.options = options
    }

    /// A layer with one number: `dense(32)`.
    init(_ layer: any Layer.Type, _ parameter: Parameter, _ value: Double) {
      self.init(layer, BoundOptions([parameter.name: .number(value)]))
    }
  }

  public let links: [Link]

  public init(_ links: [Link]) { self.links = links }

  /// A window where the chain begins with one, else a row.
  func sample() throws -> SampleKind {
    guard let first = links.first, first.layer is WindowLayer.Type else { return .row }
    return .window(try WindowLayer.required(WindowLayer.rows, first.options))
  }

  /// The network on the rows or windows of a dataset.
  ///
  /// An identity head is scaled by the spread of the training labels, so that predictions start in
  /// their range; its last bias starts at their mean (through the link).
  /// - Parameter isRaw: The output is the last layer's number as it is.
  /// - Throws: `Failure` when the chain does not end in one number.
  func network(
    text: String, link: Runtime.Link, isRaw: Bool = false, for dataset: Dataset
  ) throws -> Network {
    let statistics = try LabelStatistics(dataset)
    let endsRaw = links.last.map { $0.layer is RawLayer.Type } ?? false
    guard !links.dropLast().contains(where: { $0.layer is RawLayer.Type }) else {
      throw Failure("raw() is the end of a chain", hint: "put it after the last layer")
    }
    let input = try NetworkInput(sample(), of: dataset)
    let layers = input.space.kind == .row ? links[...] : links.dropFirst()
    let classes = try LabelStatistics.logShares(dataset)?.count
    return try Network(
      text: text, space: input.space, sources: [input.source], link: link
    ) { builder in
      var x = try input.gather(in: &builder)
      for link in layers { x = try link.layer.apply(x, link.options, in: &builder) }
      if let classes { return try Self.classes(x, classes, in: &builder) }
      guard x.dimensions == [builder.batch, 1] else { throw Failure.ending(x) }
      let head = Head(link: link, statistics: statistics, isRaw: isRaw || endsRaw)
      return try head.apply(.reshape(x, [builder.batch]), in: &builder)
    }
  }

  /// The end of a chain on a target of categories: a number per class.
  private static func classes(
    _ x: Expression, _ count: Int, in builder: inout NetworkBuilder
  ) throws -> Expression {
    guard x.dimensions == [builder.batch, count] else {
      throw Failure(
        "the target has \(count) classes, the network ends in \(x.dimensions?.last ?? 0) numbers "
          + "per sample", hint: "end the chain with dense(\(count))")
    }
    builder.begin("head")
    builder.end("softmax of \(count) classes", x)
    return x
  }
}

extension Failure {
  fileprivate static func ending(_ x: Expression) -> Failure {
    if let shape = x.dimensions, shape.count == 3 {
      return Failure(
        "a network ends in one number per sample, not in \(shape[0]) steps of \(shape[2])",
        hint: "last, globalpool, attention or flatten end the sequence; then dense(1)")
    }
    return Failure(
      "a network ends in one number per sample, not in \(x.dimensions?.last ?? 0)",
      hint: "end the chain with dense(1)")
  }
}
