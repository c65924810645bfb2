import Runtime
import Synchronization

/// The sealed test parts of a session: which were opened and why, and what is said of looks at them.
final class SealBook: Sendable {
  private struct State: Sendable {
    /// Of each sealed part that a statement made: the fingerprint of its bars, its name and its rows.
    var sealed: [(market: String, name: String, rows: Set<Int32>)] = []
    /// Reasons by fingerprint.
    var reasons: [String: String] = [:]
    /// What is to be said after the statement under way.
    var notes: [String] = []
  }

  private let ledger: TrialLedger
  private let state = Mutex(State())

  init(_ ledger: TrialLedger) { self.ledger = ledger }

  /// A statement made a dataset with a sealed test part.
  func add(_ dataset: Dataset, named name: String) {
    let market = dataset.market
    let rows = Set((try? dataset.part(.test).rows) ?? [])
    state.withLock { state in
      state.sealed.removeAll { $0.market == market }
      state.sealed.append((market, name, rows))
    }
  }

  /// Opens every sealed part, or that of one dataset.
  ///
  /// - Returns: The names of the parts with the looks taken before; empty where nothing is sealed.
  func open(_ dataset: Dataset?, reason: String) -> [(name: String, looks: Int)] {
    let opened = state.withLock { state in
      let wanted = state.sealed.filter { dataset == nil || $0.market == dataset?.market }
      for part in wanted { state.reasons[part.market] = reason }
      return wanted
    }
    return opened.map { part in
      ledger.add(Unsealing(market: part.market, reason: reason))
      return (part.name, ledger.testLooks(market: part.market))
    }
  }

  /// - Throws: `Failure` where the part is closed.
  func look(at dataset: Dataset) throws {
    let market = dataset.market
    let looks = ledger.testLooks(market: market)
    try state.withLock { state in
      guard let reason = state.reasons[market] else {
        throw Failure(
          "the test part of \(dataset.features.name) is sealed",
          hint: "on=val, or open it when everything is chosen: unseal \"why\"")
      }
      let note = Self.note(looks, reason)
      if !state.notes.contains(note) { state.notes.append(note) }
    }
  }

  /// - Throws: `Failure` where folds hold out rows of a part that is closed.
  func check(_ folds: [Dataset]) throws {
    guard let market = folds.first?.market else { return }
    let closed = state.withLock { state in
      state.sealed.first { $0.market == market && state.reasons[market] == nil }
    }
    guard let closed else { return }
    for fold in folds where try fold.part(.test).rows.contains(where: closed.rows.contains) {
      throw Failure(
        "the folds hold out rows of the test part of \(closed.name), which is sealed",
        hint: "holdout= cuts them off; or unseal \"why\"")
    }
  }

  /// `sealed test part, opened for "final": 2 things were looked at on it before`.
  private static func note(_ looks: Int, _ reason: String) -> String {
    let count =
      switch looks {
      case 0: "this is the first look at it"
      case 1: "1 look at it before this one"
      default: "\(NumberFormat.count(looks)) looks at it before this one"
      }
    return "sealed test part, opened for '\(reason)': \(count)"
  }

  /// What is to be said; asked once, it is forgotten.
  func takeNotes() -> [String] {
    state.withLock { state in
      defer { state.notes = [] }
      return state.notes
    }
  }

  /// What a book or a table on the test part says of itself; nil where it is not sealed.
  func mark(_ dataset: Dataset, _ part: PartName) -> String? {
    guard part == .test, dataset.parts.contains(where: { $0.name == .test && $0.isSealed }) else {
      return nil
    }
    let looks = ledger.testLooks(market: dataset.market)
    return "sealed test part: \(looks) \(looks == 1 ? "look" : "looks") at it before this one"
  }
}
