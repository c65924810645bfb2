/// The heads of `cnn_lstm` and which of them a training uses: the three published ones, or those
/// that `heads=` names.
struct CnnLstmHeads: Sendable {
  private static let direction = "direction"
  private static let published = [direction, "volatility", "magnitude"]

  /// A head; one without a target keeps its weights and is not trained.
  private struct Entry: Sendable {
    let name: String
    let link: Link
    /// Numbers before the link.
    let width: Int
    let start: Head?
  }

  private let entries: [Entry]
  /// In the order of the targets.
  let trained: [NetworkHead]
  private let hidden: Int
  private let dropout: Double

  init(_ options: BoundOptions, for dataset: Dataset) throws {
    let size = try options.integer(CnnLstmNetwork.hidden) ?? 64
    hidden = size == 0 ? 0 : try WindowOption.scaled(size, options)
    dropout = try options.number(CnnLstmNetwork.dropout) ?? 0.3
    let written = try HeadSpecification.read(options)
    let bound = try Self.bound(dataset, written: written)
    entries = try (written ?? Self.published.map { HeadSpecification(name: $0) }).map { head in
      guard let target = bound.first(where: { $0.head == head.name })?.target else {
        let isClasses = head.name == Self.direction
        return Entry(
          name: head.name, link: isClasses ? .softmax : .softplus, width: isClasses ? 3 : 1,
          start: nil)
      }
      return try Self.entry(head, target, options, dataset)
    }
    let entries = entries
    trained = bound.compactMap { pair in
      entries.first { $0.name == pair.head }.map { NetworkHead($0.name, link: $0.link) }
    }
  }

  /// Of the first head that is trained.
  var link: Link { trained.first?.link ?? .identity }
  /// Empty where one target is trained on a head that need not have its name.
  func heads(for dataset: Dataset) -> [NetworkHead] {
    trained.count == 1 && dataset.labels.count == 1 ? [] : trained
  }

  /// Which head answers to which target: by name; a single target of another name trains direction
  /// where it has classes or is yes/no, else volatility.
  private static func bound(
    _ dataset: Dataset, written: [HeadSpecification]?
  ) throws -> [(head: String, target: Target)] {
    let names = written?.map(\.name) ?? published
    let targets = dataset.labels.map(\.target)
    if let written {
      return try written.map { ($0.name, try dataset.label($0.name).target) }
    }
    if targets.count == 1, let target = targets.first, !names.contains(target.name) {
      if target.kind == .number { return [("volatility", target)] }
      return [(direction, target)]
    }
    return try targets.map { target in
      guard names.contains(target.name) else { throw Failure.noHead(target.name) }
      return (target.name, target)
    }
  }

  private static func entry(
    _ wanted: HeadSpecification, _ target: Target, _ options: BoundOptions, _ dataset: Dataset
  ) throws -> Entry {
    let label = try dataset.fitting.label(target.name)
    let values = try dataset.fitting.part(.train).rows.map { label.values[Int($0)] }
    let natural = values.contains { $0 < 0 } ? Link.identity : .softplus
    var link = try wanted.link(for: target, number: natural)
    if link != .softmax, let chosen = try options.choice(OutputLayer.link, of: Link.self) {
      link = chosen
    }
    var width = 1
    if case .category(let labels) = target.kind { width = labels.count }
    let isOnly = dataset.labels.count == 1
    let start = Head(
      link: link, statistics: try LabelStatistics(dataset, target: target.name),
      isRaw: try options.boolean(Head.raw) ?? false, prefix: isOnly ? "" : wanted.name + ".")
    return Entry(name: wanted.name, link: link, width: width, start: start)
  }

  /// All heads; the logit of the first that is trained.
  func build(on x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    var chosen = x
    for entry in entries {
      var z = try logit(entry, x, in: &builder)
      if let start = entry.start, entry.width == 1 { z = try start.apply(z, in: &builder) }
      if entry.name == trained.first?.name { chosen = z }
      builder.heads.append(try NamedHead(entry.name, link: entry.link, logit: z))
    }
    return chosen
  }

  /// Direction, classes and yes/no have a hidden layer and more dropout in front.
  ///
  /// - Shape: `[B]`, or `[B, classes]` of several.
  private func logit(
    _ entry: Entry, _ x: Expression, in builder: inout NetworkBuilder
  ) throws -> Expression {
    builder.begin(entry.name)
    let isDirection = entry.link == .softmax || entry.link == .sigmoid
    var h = x
    if isDirection, hidden > 0 {
      h = try .elu(
        builder.part("dense") { part in
          // Held smaller than the rest, as published.
          part.style.l2 = part.style.l2.map { 2 * $0 }
          defer { part.style.l2 = part.style.l2.map { $0 / 2 } }
          return try part.linear(x, hidden)
        })
    }
    h = try builder.dropout(h, isDirection ? dropout * 1.5 : dropout / 2)
    let z = try builder.part("output") { try $0.linear(h, entry.width) }
    let count = entry.width == 1 ? "a number" : "\(entry.width) classes"
    builder.end("\(entry.name), \(count)", z)
    return entry.width == 1 ? try .reshape(z, [builder.batch]) : z
  }
}

extension Failure {
  fileprivate static func noHead(_ target: String) -> Failure {
    Failure(
      "cnn_lstm has no head '\(target)' for this target", culprit: .parameter("heads"),
      hint: "heads={\(target): softplus, ...} names heads by their targets; left out there are "
        + "direction, volatility and magnitude")
  }
}
