import Runtime

/// The line that a sweep shows of itself, and what is said when it is stopped.
struct SweepProgress {
  private let runner: TrialRunner
  private let wanted: String?
  private let direction: String?
  private let watch = Stopwatch()

  init(_ runner: TrialRunner, _ wanted: String?, _ direction: String?) {
    (self.runner, self.wanted, self.direction) = (runner, wanted, direction)
  }

  /// Runs the trials; after Ctrl-C says how many are kept.
  func kept(
    _ body: (_ say: @escaping ([Int: TrialRecord]) throws -> Void) throws -> [TrialRecord]
  ) throws -> [TrialRecord] {
    var seen: [Int: TrialRecord] = [:]
    do {
      return try body { records in
        seen = records
        try show(records)
      }
    } catch is Interrupted {
      count(seen)
      let done = seen.count
      let all = runner.keys.count
      let place = runner.folder.map { " and kept in \($0.path): the same line goes on" } ?? ""
      runner.call.session.output.note("\(done) of \(all) trials are done\(place)")
      throw Interrupted()
    }
  }

  /// Looks that were taken count, also of a sweep that was stopped.
  private func count(_ records: [Int: TrialRecord]) {
    guard let first = records.first?.value,
      let monitor = try? TrialMonitor(wanted, best: direction, of: first)
    else { return }
    let call = runner.call
    for (place, record) in records.sorted(by: { $0.key < $1.key }) {
      call.session.ledger.add(
        TrialEntry(
          record, of: call.resultName ?? call.signature.name, at: runner.label(place), monitor))
    }
  }

  /// - Throws: `Failure` once a trial shows that there is no such figure.
  private func show(_ records: [Int: TrialRecord]) throws {
    let output = runner.call.session.output
    output.progress(Self.cut(try line(records), output.size.columns), isFinal: false)
  }

  private func line(_ records: [Int: TrialRecord]) throws -> String {
    let all = runner.keys.count
    var text = "  \(runner.call.signature.name) \(records.count)/\(all)"
    let places = records.keys.sorted()
    let found = places.compactMap { records[$0] }
    if let first = found.first {
      let monitor = try TrialMonitor(wanted, best: direction, of: first)
      let best = monitor.order(found)[0]
      let value = NumberFormat.general(monitor.value(of: found[best]), digits: 5)
      text += "  best \(monitor.text) \(value) at \(runner.label(places[best]))"
    }
    if !records.isEmpty, records.count < all {
      let left = watch.elapsed / Double(records.count) * Double(all - records.count)
      text += "  eta \(ProgressText.time(left))"
    }
    return text
  }

  private static func cut(_ text: String, _ width: Int) -> String {
    text.count < width ? text : String(text.prefix(max(0, width - 1)))
  }
}
