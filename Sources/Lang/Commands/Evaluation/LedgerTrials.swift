import Runtime

/// The trials of the ledger that belong together: of one part of the same bars, or all.
struct LedgerTrials: Sendable {
  static let part = Parameter(
    "on", .choice(["train", "val", "test", "folds", "all"]), default: .absent,
    "the trials of this part of the same bars, or all there are; those of the same part of the same "
      + "data when left out")

  let entries: [TrialEntry]
  /// `on val of the same bars`.
  let place: String
  /// Trials of the ledger that were left out.
  let others: Int

  /// - Parameter origin: The data and the part that are looked at; nil where they are not known.
  init(_ ledger: TrialLedger, like origin: Strategy.Origin?, part: String?) {
    let all = ledger.entries
    if let part, part != "all" {
      entries = all.filter {
        $0.part == part && (origin == nil || $0.origin.bars == origin?.bars)
      }
      place = "on \(part)\(origin == nil ? "" : " of the same bars")"
    } else if let origin, part == nil {
      entries = all.filter { $0.origin == origin }
      place = origin.part == "all" ? "on the same bars" : "on \(origin.part) of the same bars"
    } else {
      entries = all
      place = "of all parts and data"
    }
    others = all.count - entries.count
  }

  /// Data and part of the latest trial with daily returns.
  static func latest(_ ledger: TrialLedger) -> Strategy.Origin? {
    ledger.entries.last { !$0.returns.isEmpty }.map(\.origin)
  }

  /// Those with daily returns, the oldest first.
  var strategies: [Strategy] {
    entries.filter { !$0.returns.isEmpty }.map { entry in
      let returns = DatedReturns(days: entry.days, returns: entry.returns)
      return Strategy(
        name: entry.name, returns: returns, period: .day,
        periodsPerYear: returns.daysPerYear, isCompounded: true,
        origin: entry.origin)
    }
  }
}

extension Strategy {
  /// Where the ledger knows these returns, their data and part.
  func known(in ledger: TrialLedger) -> Origin? {
    ledger.entries.last { $0.days == returns.days && $0.returns == returns.returns }
      .map(\.origin)
  }
}

extension TrialEntry {
  /// The bars that were looked at, whatever features were made of them, and the part.
  var origin: Strategy.Origin { .init(bars: market.isEmpty ? data : market, part: part) }
}
