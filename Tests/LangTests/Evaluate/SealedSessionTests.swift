import Foundation
import Runtime
import Testing

@testable import Lang

/// Looks at a sealed test part are counted over sessions that share a run store.
@Suite struct SealedSessionTests {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "fml-sealed-\(UUID().uuidString)").path

  /// A session of its own that looks at the test part through some features.
  private func look(_ feature: String) -> (output: CollectedOutput, session: Session) {
    let output = CollectedOutput()
    let session = Session(output: output)
    session.isInteractive = false
    session.runStore = root
    let script = """
      b = load "data/bars.csv"
      use b
      features f on b: x = \(feature)
      target y = lead(pct(close), 1)
      d = split f target=y test=sealed
      model net = mlp(hidden=[2])
      s1 = stage1 net d epochs=1
      unseal "look at \(feature)"
      a = s1.test.mse
      b = s1.test.corr
      """
    let outcome = session.execute(script, name: "x.fml", folder: ScriptTests.folder.path)
    #expect(outcome == .finished, "\(output.notes)")
    return (output, session)
  }

  @Test func looksAreCountedOverSessions() {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let first = look("pct(close)")
    #expect(first.output.results.contains("test part of d opened: nobody has looked at it yet"))
    #expect(first.output.notes.contains { $0.hasSuffix("this is the first look at it") })
    // Other features of the same bars do not make a new beginning; the same ones are one look.
    let second = look("pct(close, 2)")
    #expect(second.output.results.contains("test part of d opened: 1 look before"))
    let again = look("pct(close)")
    #expect(again.output.results.contains("test part of d opened: 2 looks before"))
    let ledger = again.session.ledger
    #expect(
      ledger.unsealings.map(\.reason)
        == ["pct(close)", "pct(close, 2)", "pct(close)"]
        .map { "look at \($0)" })
    #expect(ledger.entries.count { $0.part == "test" } == 2)
    #expect(Set(ledger.unsealings.map(\.market)).count == 1)
  }
}
