import Runtime

/// The trials of the ledger that belong together: of one part of the same data, or all.
struct LedgerTrials: Sendable {
  static let part = Parameter(
    "on", .choice(["train", "val", "test", "folds", "all"]), default: .absent,
    "the trials of this part of the same data, or all there are; those of the same part of the same "
      + "data when left out")

  let entries: [TrialEntry]
  /// `on val of the same data`.
  let place: String
  /// Trials of the ledger that were left out.
  let others: Int

  /// - Parameter origin: The data and the part that are looked at; nil where they are not known.
  init(_ ledger: TrialLedger, like origin: Strategy.Origin?, part: String?) {
    let all = ledger.entries
    if let part, part != "all" {
      entries = all.filter {
        $0.part == part && (origin == nil || $0.data == origin?.data)
      }
      place = "on \(part)\(origin == nil ? "" : " of the same data")"
    } else if let origin, part == nil {
      entries = all.filter { $0.part == origin.part && $0.data == origin.data }
      place = origin.part == "all" ? "on the same data" : "on \(origin.part) of the same data"
    } else {
      entries = all
      place = "of all parts and data"
    }
    others = all.count - entries.count
  }

  /// Data and part of the latest trial with daily returns.
  static func latest(_ ledger: TrialLedger) -> Strategy.Origin? {
    ledger.entries.last { !$0.returns.isEmpty }.map { .init(data: $0.data, part: $0.part) }
  }

  /// Those with daily returns, the oldest first.
  var strategies: [Strategy] {
    entries.filter { !$0.returns.isEmpty }.map { entry in
      let returns = DatedReturns(days: entry.days, returns: entry.returns)
      return Strategy(
        name: entry.name, returns: returns, period: .day,
        periodsPerYear: returns.daysPerYear, isCompounded: true,
        origin: .init(data: entry.data, part: entry.part))
    }
  }
}

extension Strategy {
  /// Where the ledger knows these returns, their data and part.
  func known(in ledger: TrialLedger) -> Origin? {
    ledger.entries.last { $0.days == returns.days && $0.returns == returns.returns }
      .map { Origin(data: $0.data, part: $0.part) }
  }
}
