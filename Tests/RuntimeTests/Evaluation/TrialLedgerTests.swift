import Foundation
import Testing

@testable import Runtime

@Suite struct TrialLedgerTests {
  private func entry(_ hash: String, _ value: Double = 1, returns: [Double] = []) -> TrialEntry {
    TrialEntry(
      hash: hash, kind: "evaluate", name: "s1", what: "mlp()", part: "val", data: "d",
      metric: "mse", value: value, days: returns.indices.map { 19_000 + $0 }, returns: returns)
  }

  private func temporary() -> String {
    FileManager.default.temporaryDirectory
      .appending(path: "fml-ledger-\(UUID().uuidString)/trials.jsonl").path
  }

  @Test func equalHashesCountOnce() {
    let ledger = TrialLedger()
    #expect(ledger.add(entry("a")))
    #expect(!ledger.add(entry("a", 2)))
    #expect(ledger.add(entry("b")))
    #expect(ledger.count == 2)
    #expect(ledger.entries[0].value == 1)
  }

  @Test func spansSessions() throws {
    let path = temporary()
    TrialLedger(path: path).add(entry("a", .nan, returns: [0.01, -0.02]))
    let second = TrialLedger(path: path)
    #expect(!second.add(entry("a")))
    #expect(second.add(entry("b")))
    let third = TrialLedger(path: path)
    #expect(third.count == 2)
    #expect(third.returns.count == 1)
    #expect(third.returns[0].days == [19_000, 19_001])
    #expect(third.returns[0].returns == [0.01, -0.02])
    #expect(third.entries[0].value.isNaN)
  }

  @Test func passesOverATornLine() throws {
    let path = temporary()
    TrialLedger(path: path).add(entry("a"))
    let whole = try String(contentsOfFile: path, encoding: .utf8)
    try (whole + "{\"hash\":\"b\",\"ki").write(toFile: path, atomically: true, encoding: .utf8)
    let next = TrialLedger(path: path)
    #expect(next.count == 1)
    #expect(next.add(entry("c")))
    #expect(TrialLedger(path: path).entries.map(\.hash) == ["a", "c"])
  }

  @Test func saysWhatStopsIt() {
    let ledger = TrialLedger(path: "/proc/none/trials.jsonl")
    #expect(ledger.add(entry("a")))
    #expect(ledger.count == 1)
    #expect(ledger.takeTrouble() != nil)
    #expect(ledger.takeTrouble() == nil)
  }

  /// Openings of a test part lie in the same file, over sessions, and are no trials.
  @Test func openingsSpanSessions() throws {
    let path = temporary()
    let first = TrialLedger(path: path)
    first.add(entry("a"))
    first.add(Unsealing(market: "es", reason: "the \"final\" look\n"))
    let second = TrialLedger(path: path)
    second.add(Unsealing(market: "es", reason: "once more"))
    second.add(entry("b"))
    let third = TrialLedger(path: path)
    #expect(third.unsealings.map(\.reason) == ["the \"final\" look\n", "once more"])
    #expect(third.unsealings.allSatisfy { $0.market == "es" && $0.time > 1_700_000_000 })
    #expect(third.entries.map(\.hash) == ["a", "b"])
    #expect(Unsealing(json: entry("a").json) == nil)
    #expect(throws: (any Error).self) {
      try TrialEntry(json: Unsealing(market: "es", reason: "x").json)
    }
  }

  @Test func looksAtATestPartCountOncePerThing() {
    let ledger = TrialLedger(path: temporary())
    func look(_ hash: String, _ part: String, _ market: String) {
      ledger.add(
        TrialEntry(
          hash: hash, kind: "evaluate", name: "s1", what: "mlp()", part: part, data: "d",
          market: market, metric: "mse", value: 1))
    }
    look("a", "test", "es")
    look("a", "test", "es")
    look("b", "test", "es")
    look("c", "val", "es")
    look("d", "test", "nq")
    #expect(ledger.testLooks(market: "es") == 2)
    #expect(ledger.testLooks(market: "nq") == 1 && ledger.testLooks(market: "cl") == 0)
  }
}
