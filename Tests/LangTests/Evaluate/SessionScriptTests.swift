import Foundation
import Runtime
import Testing

@testable import Lang

/// What a session did, saved as a script, is done again to the same bits.
@Suite struct SessionScriptTests {
  private static let start = """
    b = load "data/bars.csv"
    use b
    features f on b: r = pct(close)
    target up = lead(close, 1) / close - 1
    d = split f target=up
    model net = mlp(hidden=[8], dropout=0.2)
    """

  /// A session of lines as they are typed.
  private func session(_ lines: [String]) throws -> Session {
    let output = CollectedOutput()
    let session = Session(output: output)
    for line in [Self.start] + lines {
      let outcome = session.execute(line, name: "prompt", folder: ScriptTests.folder.path)
      #expect(outcome == .finished, "\(line): \(output.notes.joined(separator: "\n"))")
    }
    return session
  }

  private func weights(_ session: Session) -> [[Float]] {
    session.runTable.runs.sorted { $0.name < $1.name }.map(\.run.state.weights)
  }

  private func script(_ session: Session) -> SessionScript {
    SessionScript(session.log, settings: session.scriptSettings)
  }

  /// Replays a saved script and compares the weights of all trainings.
  @discardableResult
  private func replay(_ first: Session) throws -> String {
    let text = script(first).text
    let output = CollectedOutput()
    let second = Session(output: output)
    second.isInteractive = false
    let outcome = second.execute(text, name: "saved", folder: ScriptTests.folder.path)
    #expect(outcome == .finished, "\(text)\n\(output.notes.joined(separator: "\n"))")
    #expect(weights(second) == weights(first), "\(text)")
    #expect(!weights(first).isEmpty)
    return text
  }

  @Test func changesInThePausesOfATraining() throws {
    let text = try replay(
      session([
        "s1 = stage1 net d epochs=100000 keep=last &", "pause s1", "set lr 5e-4", "resume &",
        "pause s1", "set clip 0.5", "set batch 16", "resume &", "pause s1", "stop",
      ]))
    #expect(text.contains("set lr 0.0005\nat s1") && text.contains(" stop\ns1 = stage1"))
    #expect(!text.contains("pause") && !text.contains("resume"))
  }

  @Test func changesOfARunningTraining() throws {
    let text = try replay(
      session([
        "s1 = stage1 net d epochs=100000 keep=last &", "set s1.lr 1e-4",
        "set s1.weight_decay 0.1", "stop s1",
      ]))
    #expect(text.contains("set weight_decay 0.1\nat s1"))
  }

  /// What looks at a paused training sees it as it was then: the pause is kept.
  @Test func looksAtAPausedTraining() throws {
    let text = try replay(
      session([
        "s1 = stage1 net d epochs=100000 keep=last &", "pause s1",
        "s2 = stage2 s1 loss=mae epochs=2", "set s1.lr 1e-4", "resume s1 &", "pause s1", "stop s1",
      ]))
    #expect(text.contains(" pause\nat s1"))
    #expect(text.contains("\nset s1.lr 1e-4\nresume s1 &\n"))
  }

  @Test func rollbacksAndForks() throws {
    try replay(
      session([
        "at s1 31:2 pause", "s1 = stage1 net d epochs=40 keep=last", "fork as=s1b",
        "set s1b.lr 1e-3", "resume s1", "rollback s1 epoch=35", "set s1.lr 5e-4", "resume s1",
        "resume s1b", "s1c = fork s1", "rollback s1c epoch=37", "set epochs 39", "resume s1c",
      ]))
  }

  @Test func aPausedEndIsPausedAgain() throws {
    let text = try replay(
      session(["s1 = stage1 net d epochs=100000 keep=last &", "pause s1", "set lr 0.1"]))
    #expect(text.contains(" pause\ns1 = stage1"))
    #expect(text.hasSuffix("set s1.lr 0.1\n"))
  }

  @Test func plannedChanges() throws {
    let text = try replay(
      session([
        "at s1 3:2 set lr 1e-2", "at s1 2:1 pause", "s1 = stage1 net d epochs=6 keep=last",
        "at s1 epoch=5 set clip 0.1", "s1.val.mse", "resume",
      ]))
    let lines = ["2:1 pause", "3:2 set lr 0.01", "5:0 set clip 0.1"].map { "at s1 \($0)\n" }
    #expect(text.contains(lines.joined()))
  }

  @Test func aTrainingOfAFailedStatementIsNamed() throws {
    let first = try session(["s1 = stage1 net d epochs=2"])
    let lines = "for i in [1, 2]:\n  q = stage1 net d epochs=1\n  expect i == 0\nend"
    #expect(first.execute(lines) == .failed(exitCode: 3))
    #expect(first.log.lost == ["q"])
    #expect(script(first).text.hasSuffix("s1 = stage1 net d epochs=2\n"))
  }

  @Test func looksAndErrorsAreLeftOut() throws {
    let output = CollectedOutput()
    let session = Session(output: output)
    for line in ["a = 1", "ls", "b = a + nothing", "help mean", "a + 1", "history"] {
      _ = session.execute(line)
    }
    #expect(script(session).text == "a = 1\na + 1\n")
  }

  @Test func paramsHaveTheValuesThatTheyWereGiven() throws {
    let session = Session(output: CollectedOutput())
    session.isInteractive = false
    try session.set("rate", to: "5e-4")
    try session.set("file", to: "a {b}\"c.csv")
    try session.set("seed", to: "7")
    _ = session.execute("param rate = 1e-3\nparam file = \"x.csv\"\nparam kept = 2")
    #expect(
      script(session).text
        == "seed 7\nparam rate = 0.0005\nparam file = \"a {{b}\\\"c.csv\"\nparam kept = 2\n")
  }
}
