import Runtime

/// `trials`: every evaluation so far, each once.
enum TrialsCommand: Command {
  static let part = Parameter(
    "on", .part, default: .absent, "only looks at this part: train, val or test")
  static let signature = Signature(
    "trials", group: "backtest", "Lists every evaluation that was made, with their number",
    details: "Each look counts that might have been chosen: `evaluate`, members such as `s1.val`, "
      + "the trials of `sweep`, the folds of `walkforward`, books of `backtest`. What is equal in "
      + "data, model, loss, options, seed, weights, rule and part counts once. At the prompt and in "
      + "scripts they are kept in runs/trials.jsonl, so the number N spans sessions. Bound to a "
      + "name, a frame.",
    options: [part], examples: [Example("trials"), Example("t = trials on=test")],
    keywords: ["ledger", "multiple testing", "deflated sharpe", "looks"])

  static func run(_ call: CommandCall) throws -> Value {
    let session = call.session
    let wanted = call.has(part) ? try call.partName(part) : nil
    let all = session.ledger.entries
    let entries = all.filter { wanted == nil || $0.part == wanted?.rawValue }
    if call.resultName != nil { return .frame(FrameValue(frame(entries), name: "trials")) }
    guard !entries.isEmpty else {
      session.output.result("no trials yet: evaluate, sweep, walkforward and backtest make them")
      return .none
    }
    let table = table(entries, height: session.printContext.height)
    session.output.result(
      ([table.render(width: session.printContext.width), summary(entries)]
        + openings(session.ledger)).joined(separator: "\n"))
    return .none
  }

  /// `N = 24 trials: val 20, test 4, on 2 data sets`.
  private static func summary(_ entries: [TrialEntry]) -> String {
    var parts: [String] = []
    for entry in entries where !parts.contains(entry.part) { parts.append(entry.part) }
    let counts = parts.map { part in "\(part) \(entries.count { $0.part == part })" }
    let data = Set(entries.map(\.data)).count
    let books = entries.count { !$0.returns.isEmpty }
    return "N = \(entries.count) \(entries.count == 1 ? "trial" : "trials"): "
      + counts.joined(separator: ", ") + "; \(data) \(data == 1 ? "data set" : "data sets")"
      + (books > 0 ? "; \(books) with daily returns" : "")
  }

  /// `test part opened 2026-11-29 for 'final look'`, the latest last.
  private static func openings(_ ledger: TrialLedger) -> [String] {
    ledger.unsealings.suffix(5).map { opening in
      let day = DateFormat.date(Int64(opening.time) * 1_000_000_000)
      return "test part opened \(day) for '\(opening.reason)'"
    }
  }

  private static func table(_ entries: [TrialEntry], height: Int) -> TextTable {
    let (rows, note) = TextTable.rows(entries.count, limit: max(8, height - 6))
    let shown = rows.map { entries[$0] }
    return TextTable(
      [
        .init("trial", rows.map { "\($0 + 1)" }),
        .init("kind", align: .left, shown.map(\.kind)),
        .init("part", align: .left, shown.map(\.part)),
        .init("metric", align: .left, shown.map(\.metric)),
        .init("value", shown.map { NumberFormat.general($0.value, digits: 5) }),
        .init("name", align: .left, shown.map(\.name)),
        .init("what", align: .left, shown.map(\.what)),
      ], pinned: 5, notes: note.map { [$0] } ?? [])
  }

  private static func frame(_ entries: [TrialEntry]) -> Frame {
    func texts(_ name: String, _ value: (TrialEntry) -> String) -> Frame.Field {
      let cells = entries.map(value)
      let labels = Set(cells).sorted()
      let places = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
      return Frame.Field(
        name, .category(codes: cells.map { Int32(places[$0] ?? -1) }, labels: labels))
    }
    let times = entries.map { Int64($0.time).multipliedReportingOverflow(by: 1_000_000_000) }
    let fields = [
      texts("kind", \.kind), texts("part", \.part), texts("metric", \.metric),
      Frame.Field("value", .numbers(entries.map(\.value))), texts("name", \.name),
      texts("what", \.what), texts("data", \.data), texts("hash", \.hash),
    ]
    let isSorted = zip(times, times.dropFirst()).allSatisfy {
      $0.partialValue <= $1.partialValue
    }
    let axis =
      isSorted
      ? Axis(times: times.map(\.partialValue)) : Axis(times: [], rowCount: entries.count)
    return Frame(axis: axis, fields: fields, source: "trials")
  }
}
