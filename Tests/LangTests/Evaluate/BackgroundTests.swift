import Testing

@testable import Lang

/// Trainings in the background.
@Suite struct BackgroundTests {
  private static let start = """
    b = load "data/bars.csv"
    use b
    features f on b: r = pct(close)
    target up = lead(close, 1) / close - 1
    d = split f target=up
    model net = mlp(hidden=[4])

    """

  private func session(_ text: String, isInteractive: Bool = false) -> (Session, CollectedOutput) {
    let output = CollectedOutput()
    let session = Session(output: output)
    session.isInteractive = isInteractive
    let outcome = session.execute(
      Self.start + text, name: "script.fml", folder: ScriptTests.folder.path)
    #expect(outcome == .finished, "\(output.notes.joined(separator: "\n"))")
    return (session, output)
  }

  /// What a script reads of a training in the background does not depend on the machine's speed.
  @Test func scriptsWaitForWhatTheyRead() throws {
    let (session, _) = session(
      """
      s = stage1 net d epochs=300 keep=last &
      expect s.epochs == 300
      t = stage1 net d epochs=300 keep=last
      expect s.val.mse == t.val.mse
      u = stage1 net d epochs=200 &
      v = stage2 u loss=mae epochs=2
      w = stage1 net d epochs=300 &
      evaluate w
      """)
    let runs = session.runTable.runs
    #expect(runs.allSatisfy { $0.run.snapshot.status == .finished })
    #expect(runs.map(\.name) == ["s", "t", "u", "v", "w"])
  }

  @Test func aScriptEndsWhenItsTrainingsHave() throws {
    let (session, output) = session("s = stage1 net d epochs=300 &\n")
    #expect(session.runTable.run(named: "s")?.run.snapshot.status == .finished)
    #expect(output.results.contains { $0.hasPrefix("s: 300 epochs") })
  }

  @Test func thePromptShowsWhatRuns() throws {
    let (session, output) = session(
      "s = stage1 net d epochs=1000000 &\njobs\n", isInteractive: true)
    #expect(session.prompt == "fml[s running]> ")
    #expect(output.results.contains { $0.contains("s    running") })
    #expect(session.execute("t = stage2 s loss=mae") == .failed(exitCode: 1))
    #expect(output.notes.last?.contains("s is running") == true)
    #expect(session.execute("s = stage1 net d") == .failed(exitCode: 1))
    #expect(session.execute("pause s") == .finished)
    #expect(session.prompt.hasPrefix("fml[s ") && !session.prompt.contains("running"))
    #expect(session.execute("stop s") == .finished)
    #expect(session.prompt == "fml> ")
  }

  @Test func leavingPausesWhatRuns() throws {
    let (session, _) = session("s = stage1 net d epochs=1000000 &\n", isInteractive: true)
    session.pauseBackground()
    #expect(session.runTable.run(named: "s")?.run.snapshot.status == .paused)
  }
}
