/// The three heads of `cnn_lstm` and which of them a training uses.
struct CnnLstmHeads: Sendable {
  enum Name: String, CaseIterable { case direction, volatility, magnitude }

  /// Of the head that is trained.
  let link: Link
  private let trained: Name
  private let head: Head
  private let classes: Int
  private let hidden: Int
  private let dropout: Double

  init(_ options: BoundOptions, for dataset: Dataset) throws {
    let label = try dataset.label()
    var classes = 3
    switch label.target.kind {
    case .number:
      trained = Name(rawValue: label.target.name) == .magnitude ? .magnitude : .volatility
      let values = try dataset.part(.train).rows.map { label.values[Int($0)] }
      let natural = values.contains { $0 < 0 } ? Link.identity : .softplus
      link = try options.choice(OutputLayer.link, of: Link.self) ?? natural
    case .yesNo:
      (trained, classes) = (.direction, 1)
      link = try options.choice(OutputLayer.link, of: Link.self) ?? .sigmoid
    case .category(let labels):
      (trained, classes) = (.direction, labels.count)
      link = .softmax
    }
    self.classes = classes
    head = Head(
      link: link, statistics: try LabelStatistics(dataset),
      isRaw: try options.boolean(Head.raw) ?? false)
    let size = try options.integer(CnnLstmNetwork.hidden) ?? 64
    hidden = size == 0 ? 0 : try WindowOption.scaled(size, options)
    dropout = try options.number(CnnLstmNetwork.dropout) ?? 0.3
  }

  /// All heads; the logit of the one that is trained.
  func build(on x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    var chosen = x
    for name in Name.allCases {
      var z = try logit(name, x, in: &builder)
      var link = name == .direction ? (classes == 1 ? Link.sigmoid : .softmax) : .softplus
      if name == trained {
        link = self.link
        if z.dimensions?.count == 1 { z = try head.apply(z, in: &builder) }
        chosen = z
      }
      builder.heads.append(try NamedHead(name.rawValue, link: link, logit: z))
    }
    return chosen
  }

  /// - Shape: `[B]`, or `[B, classes]` of several.
  private func logit(
    _ name: Name, _ x: Expression, in builder: inout NetworkBuilder
  ) throws -> Expression {
    builder.begin(name.rawValue)
    var h = x
    if name == .direction, hidden > 0 {
      h = try .elu(builder.part("dense") { try $0.linear(x, hidden) })
    }
    let count = name == .direction ? classes : 1
    h = try builder.dropout(h, name == .direction ? dropout * 1.5 : dropout / 2)
    let z = try builder.part("output") { try $0.linear(h, count) }
    builder.end("\(name.rawValue), \(count == 1 ? "a number" : "\(count) classes")", z)
    return count == 1 ? try .reshape(z, [builder.batch]) : z
  }
}
