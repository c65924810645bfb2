import Runtime
import Synchronization

/// The trials of a sweep with what they came to, and the best of them.
final class SweepValue: ObjectValue {
  /// One choice of values.
  struct Trial: Sendable {
    /// From 1, in the order of the grid.
    let number: Int
    let values: [Value]
    let record: TrialRecord
  }

  let name: String
  /// What the trials differ in.
  let names: [String]
  let trials: [Trial]
  let monitor: TrialMonitor
  /// Makes the best run from what was kept of it.
  private let best: TrialJob
  private let ledger: TrialLedger
  private let known = Mutex<RunValue?>(nil)
  private let sight: PartSight

  init(
    name: String, runner: TrialRunner, records: [TrialRecord], monitor: TrialMonitor,
    session: Session
  ) {
    (self.name, self.monitor) = (name, monitor)
    names = runner.grid.names
    trials = zip(runner.grid.rows, records).enumerated().map { place, pair in
      Trial(number: place + 1, values: pair.0, record: pair.1)
    }
    let place = monitor.order(records).first ?? 0
    best = runner.job(place)
    ledger = session.ledger
    sight = PartSight(session)
  }

  let typeName = "sweep"

  /// The trials, the best first.
  var ranked: [Trial] { monitor.order(trials.map(\.record)).map { trials[$0] } }

  func value(of trial: Trial) -> Double { monitor.value(of: trial.record) }

  var summary: String {
    let what = names.isEmpty ? "" : " of \(names.joined(separator: ", "))"
    let count = trials.count == 1 ? "1 trial" : "\(NumberFormat.count(trials.count)) trials"
    guard let first = ranked.first else { return "sweep \(name): no trials" }
    let number = NumberFormat.general(value(of: first), digits: 5)
    let place = label(first)
    return "sweep \(name): \(count)\(what), best \(monitor.text) \(number)"
      + (place.isEmpty ? "" : " at \(place)")
  }

  func label(_ trial: Trial) -> String {
    zip(names, trial.values).map { "\($0)=\($1.trialText)" }.joined(separator: " ")
  }

  func describe(_ printer: PrintContext) -> String {
    ([summary, table(printer).render(width: printer.width)]
      + remarks.map { "note: \($0)" }).joined(separator: "\n")
  }

  /// What a reader must know of how trials compare.
  var remarks: [String] {
    var notes: [String] = []
    if monitor.text == "val.loss", Set(trials.map(\.record.loss)).count > 1 {
      notes.append("val.loss is of different losses, which do not compare: monitor=val.mse, ...")
    }
    let doubtful = trials.filter { !$0.record.warnings.isEmpty }
    if let first = doubtful.first?.record.warnings.first {
      notes.append("\(doubtful.count) of \(trials.count) trials: \(first)")
    }
    return notes
  }

  let memberNames = [
    "best", "best_run", "best_value", "count", "monitor", "table", "trials",
  ]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "best": return ranked.first.map { .record(parameters(of: $0)) }
    case "best_run": return .object(try bestRun())
    case "best_value": return ranked.first.map { .number(value(of: $0)) }
    case "count": return .number(Double(trials.count))
    case "monitor": return .text(monitor.text)
    case "table": return .frame(FrameValue(frame, name: "table"))
    case "trials": return .list(trials.map { .record(record(of: $0)) })
    default: return nil
    }
  }

  func parameters(of trial: Trial) -> RecordValue {
    RecordValue(zip(names, trial.values).map { ($0, $1) })
  }

  private func record(of trial: Trial) -> RecordValue {
    let figures = trial.record.figures.map { (key: $0.name, value: Value.number($0.value)) }
    return RecordValue(parameters(of: trial).fields + figures)
  }

  /// The best trial's training, its last one, made once.
  ///
  /// - Throws: `Failure` where the trials have none.
  func bestRun() throws -> RunValue {
    if let run = known.withLock({ $0 }) { return run }
    let outcome = try best.outcome()
    guard let run = (outcome.run ?? outcome.runs.last)?.run else {
      throw Failure("the trials of \(name) train nothing")
    }
    let named = try Run(name: "\(name)_best", problem: run.problem, state: run.state)
    let value = RunValue(named, ledger: ledger, sight: sight)
    known.withLock { $0 = value }
    return value
  }
}

extension TrialEntry {
  /// A trial of a sweep.
  init(_ record: TrialRecord, of sweep: String, at label: String, _ monitor: TrialMonitor) {
    self.init(
      hash: record.hash, kind: "sweep", name: label.isEmpty ? sweep : "\(sweep) \(label)",
      what: record.what, part: record.part, data: record.data, market: record.market,
      metric: monitor.name,
      value: monitor.value(of: record), days: record.days, returns: record.returns)
  }
}
