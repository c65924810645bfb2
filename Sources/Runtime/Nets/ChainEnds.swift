/// The outputs of a composed network: the end of its chain, or its heads.
struct ChainEnds: Sendable {
  private struct End: Sendable {
    let head: NetworkHead
    let node: ChainNode
    /// Numbers per sample.
    let width: Int
    let start: Head
    let isComplete: Bool
    /// ln of the share of each class, where a dense layer is put on.
    let shares: [Double]?
  }

  private let ends: [End]
  private let isSingle: Bool

  var link: Link { ends[0].head.link }
  var heads: [NetworkHead] { isSingle ? [] : ends.map(\.head) }

  /// - Throws: `Failure` where heads and targets do not go together.
  init(_ chain: Chain, link: Link?, isRaw: Bool, for dataset: Dataset) throws {
    isSingle = chain.heads.isEmpty
    if isSingle {
      guard dataset.labels.count == 1 else { throw Failure.oneEnd(dataset) }
      let head = try ChainHead("", link: nil, on: chain.node, isComplete: true)
      ends = [
        try Self.end(head, dataset.label().target, link, isRaw || Self.isRaw(chain.node), dataset)
      ]
      return
    }
    guard Set(chain.heads.map(\.specification.name)).count == chain.heads.count else {
      throw Failure("heads: a name stands twice", culprit: .parameter("outputs"))
    }
    ends = try chain.heads.map { head in
      try Self.end(
        head, dataset.label(head.specification.name).target, nil, Self.isRaw(head.node), dataset)
    }
  }

  private static func end(
    _ head: ChainHead, _ target: Target, _ chosen: Link?, _ isRaw: Bool, _ dataset: Dataset
  ) throws -> End {
    let natural = try head.specification.link(for: target, number: .identity)
    let link = natural == .softmax ? natural : chosen ?? natural
    let shares = try LabelStatistics.logShares(dataset, target: target.name)
    let named = NetworkHead(head.specification.name, link: link)
    return End(
      head: named, node: head.node, width: shares?.count ?? 1,
      start: Head(
        link: link, statistics: try LabelStatistics(dataset, target: target.name), isRaw: isRaw,
        prefix: named.prefix),
      isComplete: head.isComplete, shares: shares)
  }

  private static func isRaw(_ node: ChainNode) -> Bool {
    if case .layer(let link, _) = node.kind { return link.layer is RawLayer.Type }
    return false
  }

  /// `raw()` stands at the end of a chain alone.
  func checkRaw(_ order: [ChainNode]) throws {
    let last = Set(ends.map { ObjectIdentifier($0.node) })
    guard order.allSatisfy({ !Self.isRaw($0) || last.contains(ObjectIdentifier($0)) }) else {
      throw Failure("raw() is the end of a chain", hint: "put it after the last layer")
    }
  }

  /// All outputs; the logit of the first.
  func build(
    in builder: inout NetworkBuilder, value: (ChainNode) throws -> Expression
  ) throws -> Expression {
    var first: Expression?
    for end in ends {
      let z = try logit(end, value(end.node), in: &builder)
      if !isSingle {
        builder.heads.append(try NamedHead(end.head.name, link: end.head.link, logit: z))
      }
      first = first ?? z
    }
    return try first ?? value(ends[0].node)
  }

  private func logit(
    _ end: End, _ body: Expression, in builder: inout NetworkBuilder
  ) throws -> Expression {
    var x = body
    if !end.isComplete {
      guard x.dimensions?.count == 2 else { throw Failure.ending(x) }
      builder.begin(end.head.name)
      x = try builder.linear(x, end.width, bias: end.shares.map { .values($0) })
      builder.end("\(end.head.name): dense(\(end.width))", x)
    }
    guard end.head.link != .softmax else { return try classes(x, end.width, in: &builder) }
    guard x.dimensions == [builder.batch, 1] else { throw Failure.ending(x) }
    return try end.start.apply(.reshape(x, [builder.batch]), in: &builder)
  }

  /// The end of a chain on a target of categories: a number per class.
  private func classes(
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
  fileprivate static func oneEnd(_ dataset: Dataset) -> Failure {
    let names = dataset.labels.map(\.target.name)
    return Failure(
      "the network has one output, the dataset \(names.count) targets: "
        + names.joined(separator: ", "),
      hint: "end it with |> heads({\(names.map { "\($0): identity" }.joined(separator: ", "))})")
  }

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
