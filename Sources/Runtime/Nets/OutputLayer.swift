/// The last dense layers of an architecture, which follow the targets: per head one number through
/// its link, or a number per class through a softmax.
struct OutputLayer: Sendable {
  static let link = Parameter(
    "link", .choice(Link.allCases.map(\.rawValue)), default: .absent,
    "link of the output; identity for numbers, sigmoid for yes/no")

  /// One output; `name` is empty where it is the only one.
  private struct Entry: Sendable {
    let head: NetworkHead
    let start: Head
    /// ln of the share of each class among the training labels; nil for one number.
    let classes: [Double]?
  }

  private let entries: [Entry]

  var link: Link { entries[0].head.link }
  /// Empty where the network has one head without a name.
  var heads: [NetworkHead] { entries.count == 1 && entries[0].head.name.isEmpty ? [] : all }
  private var all: [NetworkHead] { entries.map(\.head) }

  /// - Parameter number: The link of a target that is a number.
  /// - Throws: `Failure` when heads and targets do not go together, or there is no training part.
  init(_ options: BoundOptions, number: Link = .identity, for dataset: Dataset) throws {
    let isRaw = try options.boolean(Head.raw) ?? false
    let link = try options.choice(Self.link, of: Link.self)
    let written = try HeadSpecification.read(options)
    guard written != nil || dataset.labels.count > 1 else {
      let specification = HeadSpecification(name: "", link: nil)
      entries = [
        try Self.entry(specification, target: nil, chosen: link, number, isRaw, dataset)
      ]
      return
    }
    guard link == nil else {
      throw Failure("heads name their links themselves", culprit: .parameter(Self.link.name))
    }
    let wanted = written ?? dataset.labels.map { HeadSpecification(name: $0.target.name) }
    entries = try wanted.map { head in
      try Self.entry(head, target: head.name, chosen: nil, number, isRaw, dataset)
    }
  }

  private static func entry(
    _ wanted: HeadSpecification, target: String?, chosen: Link?, _ number: Link, _ isRaw: Bool,
    _ dataset: Dataset
  ) throws -> Entry {
    let label = try dataset.label(target)
    let classes = try LabelStatistics.logShares(dataset, target: target)
    var link = try wanted.link(for: label.target, number: number)
    if classes == nil, let chosen { link = chosen }
    let head = NetworkHead(wanted.name, link: link)
    return Entry(
      head: head,
      start: Head(
        link: link, statistics: try LabelStatistics(dataset, target: target), isRaw: isRaw,
        prefix: head.prefix), classes: classes)
  }

  /// - Shape: `[B, C]` to `[B]`, or to `[B, classes]`; of several heads that of the first.
  func apply(_ x: Expression, in builder: inout NetworkBuilder) throws -> Expression {
    var first: Expression?
    for entry in entries {
      let z = try logit(entry, x, in: &builder)
      if !entry.head.name.isEmpty {
        builder.heads.append(try NamedHead(entry.head.name, link: entry.head.link, logit: z))
      }
      first = first ?? z
    }
    return first ?? x
  }

  private func logit(
    _ entry: Entry, _ x: Expression, in builder: inout NetworkBuilder
  ) throws -> Expression {
    let name = entry.head.name
    builder.begin(name.isEmpty ? "dense" : name)
    let title = name.isEmpty ? "" : "\(name): "
    guard let classes = entry.classes else {
      let z = try builder.linear(x, 1)
      builder.end("\(title)dense(1)", z)
      return try entry.start.apply(.reshape(z, [builder.batch]), in: &builder)
    }
    let z = try builder.linear(x, classes.count, bias: .values(classes))
    builder.end("\(title)dense(\(classes.count)), softmax", z)
    return z
  }
}
