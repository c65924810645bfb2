/// Layers one after the other on a row of features: `input |> dense(32) |> relu |> dense(1)`.
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

  /// The network on the rows of a dataset.
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
    let width = dataset.columns.count
    let source = NetworkSource(name: "features", width: width, values: dataset.matrix.values)
    return try Network(
      text: text, space: .rows(of: dataset), sources: [source], link: link
    ) { builder in
      var x = try source.gather(batch: builder.batch)
      builder.begin("input")
      builder.end("input", x)
      for link in links { x = try link.layer.apply(x, link.options, in: &builder) }
      guard x.dimensions == [builder.batch, 1] else {
        throw Failure(
          "a network ends in one number per sample, not in \(x.dimensions?.last ?? 0)",
          hint: "end the chain with dense(1)")
      }
      let head = Head(link: link, statistics: statistics, isRaw: isRaw || endsRaw)
      return try head.apply(.reshape(x, [builder.batch]), in: &builder)
    }
  }
}
