import Runtime

/// `d = split micro target=up1 train=70% val=15% test=15%`.
enum SplitCommand: Command {
  static let features = Parameter("features", .featureSet, "a feature set")
  static let target = Parameter("target", .any, "a target, or a list of targets")
  static let train = Parameter(
    "train", .any, default: .absent, "share of the rows, a range of dates, or a length of time")
  static let validation = Parameter(
    "val", .any, default: .absent, "share of the rows, a range of dates, or a length of time")
  static let test = Parameter(
    "test", .anyOr(["sealed"]), default: .absent,
    "share of the rows, a range of dates, or a length of time; sealed(15%), or sealed, is closed until "
      + "`unseal`")
  static let folds = Parameter(
    "folds", .integer, default: .absent, in: 2...1000,
    "folds instead of parts: a dataset each, d.folds")
  static let scheme = Parameter(
    "scheme", .choice(FoldScheme.Kind.allCases.map(\.rawValue)), default: .text("expanding"),
    "how folds are cut: expanding and rolling hold out what follows, purged each block in turn, "
      + "combinatorial every choice of blocks")
  static let held = Parameter(
    "held", .integer, default: .number(2), in: 1...100, "blocks that a combinatorial fold holds out"
  )
  static let embargo = Parameter(
    "embargo", .integer, default: .absent, unit: "bars", in: 0...1e9,
    "without training rows after a held-out block; the label's horizon when left out")
  static let purge = Parameter(
    "purge", .any, default: .text("auto"), unit: "bars",
    "rows dropped before the next part; auto drops those whose label ends there")
  static let signature = Signature(
    "split", group: "data", "Cuts features and target into chronological parts, or into folds",
    details: "Parts are cut by time, on a panel at the same times for all symbols. Rows whose "
      + "label ends at or after the start of the next part are dropped (the purge) and counted; "
      + "features may look back across a cut. Left out, shares are 70%, 15% and 15%. With folds= "
      + "every fold is a dataset with train and val; training rows whose label meets a held-out "
      + "block are dropped, and those in the embargo after one; test= is cut off before.",
    positionals: [features],
    options: [target, train, validation, test, purge, folds, scheme, held, embargo],
    examples: [
      Example("d = split micro target=up1 train=70% val=15% test=15%"),
      Example("d = split micro target=up1 train=..2016-12-31 val=2017-01-01..2017-12-31"),
      Example("d = split micro target=up1 val=6mo test=1y"),
      Example("d = split micro target=up1 train=2y val=3mo scheme=rolling test=1y"),
      Example("d = split micro target=up1 folds=6 scheme=combinatorial held=2 embargo=5"),
    ], keywords: ["cross-validation", "cv", "purged", "embargo", "walk-forward"])

  static func run(_ given: CommandCall) throws -> Value {
    let set = try given.object(features, as: FeatureSetValue.self).features
    let (call, isSealed) = try unsealed(given)
    if call.has(folds) || isWalk(call) { return try runFolds(call, set, isSealed: isSealed) }
    for parameter in [scheme, held, embargo] where call.has(parameter) {
      throw call.failure(
        parameter, "goes with folds", hint: "folds=5, or lengths: train=2y val=3mo scheme=rolling")
    }
    var split = try scheme(call, on: set.frame.axis)
    split.purge = try purgedBars(call)
    let open = try Dataset(
      set, targets: try targets(call), split: split, values: call.session.evaluator)
    let dataset = isSealed ? open.sealed : open
    if isSealed { call.session.seals.add(dataset, named: call.resultName ?? set.name) }
    let value = DatasetValue(dataset)
    call.session.state(LatestDataset.self) { LatestDataset() }.value = value
    if call.resultName != nil {
      call.session.output.result(value.summary)
      for note in dataset.notes { call.session.output.note("note: \(note)") }
    }
    return .object(value)
  }

  /// The call with what `test=sealed(...)` holds, and whether it was that.
  private static func unsealed(_ call: CommandCall) throws -> (CommandCall, Bool) {
    switch call.values[test.name] {
    case .object(let share as SealedShare)?:
      let open = call.replacing(test, with: share.inner)
      let isAlone = ![train, validation].contains(where: call.has) && !call.has(folds)
      guard isAlone, let own = share.inner.number, own > 0, own < 1 else { return (open, true) }
      // The rest is shared as it is where nothing is said.
      let rest = (1 - own) / 0.85
      return (
        open.replacing(train, with: .number(0.7 * rest))
          .replacing(validation, with: .number(0.15 * rest)), true
      )
    case .text("sealed")?: return (call.replacing(test, with: try restShare(call)), true)
    default: return (call, false)
    }
  }

  /// What the other parts leave; nil where all are left out.
  private static func restShare(_ call: CommandCall) throws -> Value? {
    let others = [train, validation].compactMap { call.values[$0.name] }
    let shares = others.compactMap(\.number)
    guard shares.count == others.count else {
      throw call.failure(
        test, "has no share or dates of its own", hint: "test=sealed(2023-01-01..)")
    }
    if others.isEmpty { return call.has(folds) ? .number(0.15) : nil }
    let rest = 1 - shares.reduce(0, +)
    guard rest > 1e-9 else {
      throw call.failure(test, "has nothing left: the other parts take all")
    }
    return .number(rest)
  }

  /// nil for `auto`.
  private static func purgedBars(_ call: CommandCall) throws -> Int? {
    switch try call.required(purge) {
    case .text("auto"): return nil
    case .number(let bars):
      guard let whole = Int(exactly: bars), (0...1_000_000).contains(whole) else { break }
      return whole
    default: break
    }
    throw call.failure(purge, "is auto or a whole number of bars, 0 or more")
  }

  private static func runFolds(
    _ call: CommandCall, _ set: FeatureSet, isSealed: Bool
  ) throws -> Value {
    if call.has(purge) { throw call.failure(purge, "goes with parts; folds have embargo=") }
    for part in [train, validation] where call.has(part) && call.has(folds) {
      throw call.failure(
        part, "does not go with folds; the test part may be cut off", hint: "test=15%")
    }
    let kind = FoldScheme.Kind(rawValue: try call.text(scheme)) ?? .expanding
    if kind != .combinatorial, call.has(held) {
      throw call.failure(held, "goes with scheme=combinatorial")
    }
    let gap = call.has(embargo) ? try call.integer(embargo) : nil
    let cut =
      call.has(folds)
      ? try FoldScheme(
        kind, count: call.integer(folds), held: call.integer(held), embargo: gap)
      : try FoldScheme(
        kind, windows: windows(call, kind, holding: validation, on: set.frame.axis), embargo: gap)
    var datasets = try Dataset.folds(
      set, targets: targets(call), scheme: cut, test: foldTest(call, test, on: set.frame.axis),
      values: call.session.evaluator)
    if isSealed { datasets = datasets.map(\.sealed) }
    if isSealed, let first = datasets.first {
      call.session.seals.add(first, named: call.resultName ?? set.name)
    }
    let value = FoldsValue(datasets, scheme: cut)
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }

  /// What is cut off before folds are made.
  static func foldTest(
    _ call: CommandCall, _ test: Parameter, on axis: Axis
  ) throws -> FoldTest {
    guard call.has(test) else { return .none }
    if case .duration? = call.values[test.name] {
      return .range(try lengths([(.test, test)], call, on: axis)[.test] ?? 0...0)
    }
    guard case .range? = call.values[test.name] else { return .share(try call.number(test)) }
    let bounds = try call.timeRange(test).bounds(on: axis)
    guard bounds.first <= bounds.last else { throw call.failure(test, "ends before it begins") }
    return .range(bounds.first...bounds.last)
  }

  static func targets(_ call: CommandCall) throws -> [Target] {
    let given = try call.required(target)
    let values: [Value]
    if case .list(let items) = given { values = items } else { values = [given] }
    return try values.map { value in
      guard case .object(let object) = value, let target = object as? TargetValue else {
        throw call.failure(
          target, "must be a target, not \(value.described)", hint: "target y = lead(close, 1)")
      }
      return target.target
    }
  }

  private static func scheme(_ call: CommandCall, on axis: Axis) throws -> Split {
    let parts: [(name: PartName, parameter: Parameter)] = [
      (.train, train), (.validation, validation), (.test, test),
    ]
    let given = parts.filter { call.has($0.parameter) }
    if given.contains(where: { isLength($0.parameter, call) }) {
      return Split(.ranges(try lengths(given, call, on: axis)))
    }
    if given.isEmpty { return .fractions(train: 0.7, validation: 0.15, test: 0.15) }
    let isDates = given.contains {
      if case .range? = call.values[$0.parameter.name] { return true }
      return false
    }
    guard isDates else {
      return Split(
        .fractions(
          try Dictionary(
            uniqueKeysWithValues: given.map { ($0.name, try call.number($0.parameter)) })))
    }
    return Split(
      .ranges(
        try Dictionary(
          uniqueKeysWithValues: given.map { part in
            let bounds = try call.timeRange(part.parameter).bounds(on: axis)
            guard bounds.first <= bounds.last else {
              throw call.failure(part.parameter, "ends before it begins")
            }
            return (part.name, bounds.first...bounds.last)
          })))
  }
}

/// The dataset that was split or scaled last: what `gradcheck` draws its samples from.
final class LatestDataset {
  var value: DatasetValue?
}
