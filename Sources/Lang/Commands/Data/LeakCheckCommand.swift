import Runtime

/// `leakcheck micro`: tests on changed data what the causality types promise.
enum LeakCheckCommand: Command {
  static let features = Parameter("features", .any, "a feature set, a dataset or a series")
  static let dataset = Parameter(
    "dataset", .dataset, default: .absent, "gives the training rows of fitted statistics")
  static let cuts = Parameter(
    "cuts", .integer, default: .number(5), in: 1...1000, "places at which the future is changed")
  static let signature = Signature(
    "leakcheck", group: "data", "Tests that no feature reads the future",
    details: "Every column is computed again on the rows up to a cut, and again with everything "
      + "after the cut replaced by random numbers. A value before the cut that differs is a leak: "
      + "exit code 4.",
    positionals: [features, dataset], options: [cuts], examples: [Example("leakcheck micro")],
    keywords: ["look-ahead", "lookahead"])

  static func run(_ call: CommandCall) throws -> Value {
    let check = try LeakCheck(try subjects(call), trainingRows: try trainingRows(call))
    let report = try check.run(
      cutCount: try call.integer(cuts), seed: call.session.seed, allowsLookahead: false)
    guard report.isClean else { throw leak(report, call) }
    call.session.output.result(
      "leakcheck: no leak in \(NumberFormat.count(report.comparedValues)) values compared at "
        + "\(report.cuts.count) cuts")
    return .none
  }

  private static func subjects(_ call: CommandCall) throws -> [LeakCheck.Subject] {
    switch try call.required(features) {
    case .series(let series):
      return [.init(name: series.name ?? "series", expression: series.expression)]
    case .object(let object):
      let set =
        (object as? FeatureSetValue)?.features ?? (object as? DatasetValue)?.dataset.features
      if let set { return set.features.map { .init(name: $0.name, expression: $0.expression) } }
    default: break
    }
    throw call.failure(features, "must be a feature set, a dataset or a series")
  }

  /// The training rows as ranges, one per run of rows.
  private static func trainingRows(_ call: CommandCall) throws -> [Range<Int>]? {
    let given = try call.required(features)
    var set: Dataset?
    if call.has(dataset) { set = try call.object(dataset, as: DatasetValue.self).dataset }
    if case .object(let object) = given, let value = object as? DatasetValue { set = value.dataset }
    guard let rows = try set?.part(.train).rows else { return nil }
    var ranges: [Range<Int>] = []
    for row in rows.map(Int.init) {
      if let last = ranges.last, last.upperBound == row {
        ranges[ranges.count - 1] = last.lowerBound..<(row + 1)
      } else {
        ranges.append(row..<(row + 1))
      }
    }
    return ranges
  }

  private static func leak(_ report: LeakCheck.Report, _ call: CommandCall) -> Diagnostic {
    let names = Set(report.findings.map(\.name)).sorted()
    let first = report.findings.first
    let place = first.map {
      "\($0.name) in row \($0.row) is \(NumberFormat.general($0.expected)) with the future as it "
        + "was and \(NumberFormat.general($0.found)) without (\($0.experiment.rawValue))"
    }
    return Diagnostic(
      "leak in \(names.joined(separator: ", "))", at: call.spans[features.name] ?? call.span,
      help: place, kind: .leak)
  }
}
