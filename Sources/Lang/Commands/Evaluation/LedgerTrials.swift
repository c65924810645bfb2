import Runtime

/// The trials of the ledger that belong together: of one part of the same bars, of all their parts, or
/// all there are.
struct LedgerTrials: Sendable {
  static let part = Parameter(
    "on", .choice(["train", "val", "test", "folds", "bars", "all"]), default: .absent,
    "the trials of this part of the same bars; bars: of all their parts; all: of other bars, too. Those "
      + "of the same part of the same bars when left out")

  let entries: [TrialEntry]
  /// `on val of the same bars`.
  let place: String
  /// Trials of the ledger that were left out.
  let others: Int

  /// - Parameter origin: The bars and the part that are looked at; nil where they are not known.
  init(_ ledger: TrialLedger, like origin: Strategy.Origin?, part: String?) {
    let all = ledger.entries
    let wanted = part ?? origin?.part ?? "all"
    let near = origin.map { origin in all.filter { $0.origin.bars == origin.bars } } ?? all
    let bars = origin == nil ? "" : " of the same bars"
    switch wanted {
    case "all" where part == "all" || origin == nil:
      (entries, place) = (all, "of all parts and bars")
    case "bars": (entries, place) = (near, "on all parts\(bars)")
    case "all": (entries, place) = (near.filter { $0.part == "all" }, "on the same bars")
    default: (entries, place) = (near.filter { $0.part == wanted }, "on \(wanted)\(bars)")
    }
    others = all.count - entries.count
  }

  /// Bars and part of the latest trial with daily returns.
  static func latest(_ ledger: TrialLedger) -> Strategy.Origin? {
    ledger.entries.last { !$0.returns.isEmpty }.map(\.origin)
  }

  /// Those with daily returns, the oldest first.
  var strategies: [Strategy] {
    entries.filter { !$0.returns.isEmpty }.map { entry in
      let returns = DatedReturns(days: entry.days, returns: entry.returns)
      return Strategy(
        name: entry.name, returns: returns, period: .day, periodsPerYear: returns.daysPerYear,
        isCompounded: true, origin: entry.origin)
    }
  }
}

extension Strategy {
  /// Where the ledger knows these returns, their bars and part.
  func known(in ledger: TrialLedger) -> Origin? {
    ledger.entries.last { $0.days == returns.days && $0.returns == returns.returns }
      .map(\.origin)
  }
}

extension TrialEntry {
  /// The bars that were looked at, whatever features were made of them, and the part.
  var origin: Strategy.Origin { .init(bars: market.isEmpty ? data : market, part: part) }
}
