import Runtime

extension TrialEntry {
  /// A run that was scored on a part.
  init(_ run: Run, kind: String = "evaluate", name: String, part: PartName, _ record: RecordValue) {
    let metric = record.fields.first { $0.key == run.leadingScore } ?? record.fields.first
    self.init(
      hash: Self.hash([run], part), kind: kind, name: name,
      what: "\(run.network.text), \(run.problem.loss.text)", part: part.rawValue,
      data: run.dataset.digest, market: run.dataset.market, metric: metric?.key ?? "",
      value: metric?.value.number ?? .nan)
  }

  /// The mean of several runs that was scored on a part.
  init(ensemble runs: [Run], name: String, part: PartName, _ record: RecordValue) {
    let wanted = runs.first?.leadingScore ?? ""
    let metric = record.fields.first { $0.key == wanted } ?? record.fields.first
    let text = runs.first.map { "\($0.network.text), \($0.problem.loss.text)" } ?? ""
    self.init(
      hash: Self.hash(runs, part), kind: "evaluate", name: name,
      what: "mean of \(runs.count): \(text)", part: part.rawValue,
      data: runs.first?.dataset.digest ?? "", market: runs.first?.dataset.market ?? "",
      metric: metric?.key ?? "",
      value: metric?.value.number ?? .nan)
  }

  /// Of what was trained, of the part, and of a rule where one traded.
  static func hash(_ runs: [Run], _ part: PartName, rule: String = "") -> String {
    var digest = ContentHasher()
    for run in runs { digest.add(run.digest) }
    digest.add(part.rawValue)
    digest.add(rule)
    return digest.text
  }
}

extension Run {
  /// The score that stands for a run: what was monitored, else the plainest of its target.
  var leadingScore: String {
    if let monitor = state.options.monitor {
      return monitor.split(separator: ".").last.map(String.init) ?? monitor
    }
    switch try? dataset.label().target.kind {
    case .number?: return "mse"
    case .yesNo?: return "auc"
    default: return "accuracy"
    }
  }
}
