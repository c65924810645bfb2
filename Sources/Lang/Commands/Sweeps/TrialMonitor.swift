import Runtime

/// The figure by which trials are compared.
struct TrialMonitor: Sendable, Equatable {
  /// As a record of figures names it: `auc`, `loss`, `sharpe`.
  let name: String
  let isHigherBetter: Bool

  /// As the script names it: `val.auc`; a figure of another value has its own name.
  let text: String

  /// The part of `monitor=` before the figure.
  ///
  /// - Throws: `Failure` for the test and the training part.
  static func check(_ text: String) throws {
    let part = text.split(separator: ".").first.flatMap { PartName(rawValue: String($0)) }
    guard part == .test || part == .train else { return }
    let figure = text.split(separator: ".").dropFirst().joined(separator: ".")
    throw Failure(
      part == .test
        ? "'monitor' chooses by the test part: what is chosen by it is not tested by it"
        : "'monitor' chooses by the training part, which every model fits",
      culprit: .parameter("monitor"), hint: "monitor=val.\(figure)")
  }

  /// - Parameters:
  ///   - given: What the script asks for; nil for what the trainings watched.
  ///   - best: `high` or `low` where the script says it.
  /// - Throws: `Failure` naming the figures there are.
  init(_ given: String?, best: String?, of record: TrialRecord) throws {
    let known = record.figures.map(\.name)
    let isRun = record.isTraining
    var wanted = given ?? (record.monitored.isEmpty ? known.first ?? "value" : record.monitored)
    if wanted.hasPrefix("val.") { wanted = String(wanted.dropFirst(4)) }
    if given == nil, !known.contains(wanted) { wanted = known.first ?? wanted }
    guard known.contains(wanted) else {
      let near = DidYouMean.closest(to: wanted, in: known)
      throw Failure(
        "no trial has a figure '\(wanted)'", culprit: .parameter("monitor"),
        hint: near.map { "did you mean '\($0)'?" } ?? known.prefix(12).joined(separator: ", "))
    }
    name = wanted
    text = isRun ? "val.\(wanted)" : wanted
    guard let isHigh = best.map({ $0 == "high" }) ?? Self.isHigherBetter(wanted) else {
      throw Failure(
        "it is not known whether a high or a low '\(wanted)' is better",
        hint: "best=high or best=low")
    }
    isHigherBetter = isHigh
  }

  /// nil where the name does not say.
  static func isHigherBetter(_ name: String) -> Bool? {
    let word = name.split(separator: ".").last.map(String.init) ?? name
    if word == "loss" { return false }
    if let score = ScoreCatalog.score(named: word) { return score.isHigherBetter }
    if let metric = MetricCatalog.metric(named: word) { return metric.isHigherBetter }
    return BookFigure.all.contains { $0.name == name && $0.unit == "ratio" } ? true : nil
  }

  /// NaN where a trial has no such figure.
  func value(of record: TrialRecord) -> Double { record.figure(name) ?? .nan }

  /// Whether the first is better; a missing value is worse than any other, equal ones keep order.
  func isBetter(_ first: Double, than second: Double) -> Bool {
    if first.isNaN { return false }
    return second.isNaN || (isHigherBetter ? first > second : first < second)
  }

  /// Places of the records, the best first.
  func order(_ records: [TrialRecord]) -> [Int] {
    let values = records.map(value)
    return values.indices.sorted { first, second in
      if isBetter(values[first], than: values[second]) { return true }
      if isBetter(values[second], than: values[first]) { return false }
      return first < second
    }
  }
}
