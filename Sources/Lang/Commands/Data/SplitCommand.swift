import Runtime

/// `d = split micro target=up1 train=70% val=15% test=15%`.
enum SplitCommand: Command {
  static let features = Parameter("features", .featureSet, "a feature set")
  static let target = Parameter("target", .any, "a target, or a list of targets")
  static let train = Parameter(
    "train", .any, default: .absent, "share of the rows, or a range of dates")
  static let validation = Parameter(
    "val", .any, default: .absent, "share of the rows, or a range of dates")
  static let test = Parameter(
    "test", .any, default: .absent, "share of the rows, or a range of dates")
  static let signature = Signature(
    "split", group: "data", "Cuts features and target into chronological parts",
    details: "Parts are cut by time, on a panel at the same times for all symbols. Rows whose "
      + "label ends at or after the start of the next part are dropped (the purge) and counted; "
      + "features may look back across a cut. Left out, shares are 70%, 15% and 15%.",
    positionals: [features], options: [target, train, validation, test],
    examples: [
      Example("d = split micro target=up1 train=70% val=15% test=15%"),
      Example("d = split micro target=up1 train=..2016-12-31 val=2017-01-01..2017-12-31"),
    ])

  static func run(_ call: CommandCall) throws -> Value {
    let set = try call.object(features, as: FeatureSetValue.self).features
    let dataset = try Dataset(
      set, targets: try targets(call), split: try scheme(call, on: set.frame.axis),
      values: call.session.evaluator)
    let value = DatasetValue(dataset)
    call.session.state(LatestDataset.self) { LatestDataset() }.value = value
    if call.resultName != nil {
      call.session.output.result(value.summary)
      for note in dataset.notes { call.session.output.note("note: \(note)") }
    }
    return .object(value)
  }

  private static func targets(_ call: CommandCall) throws -> [Target] {
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
