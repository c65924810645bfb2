import Testing

@testable import Lang

/// How a session ends, and what `--set` reaches.
@Suite struct CommandOutcomeTests {
  private func run(_ text: String, set settings: [(String, String)] = []) throws
    -> (outcome: Session.Outcome, output: CollectedOutput)
  {
    let output = CollectedOutput()
    let session = Session.sample(output, isInteractive: false)
    for (name, value) in settings { try session.set(name, to: value) }
    return (session.execute(text, name: "x.fml"), output)
  }

  @Test func quitEndsWithItsCode() throws {
    let (outcome, output) = try run("say \"before\"\nquit 3\nsay \"never\"")
    #expect(outcome == .quit(3))
    #expect(output.results == ["before"])
    #expect(try run("quit").outcome == .quit(0))
  }

  @Test func exitCodesTellWhatWentWrong() throws {
    #expect(try run("x = y").outcome == .failed(exitCode: 1))
    #expect(try run("expect 1 > 2").outcome == .failed(exitCode: 3))
    #expect(try run("leakcheck (lead(close, 1))").outcome == .failed(exitCode: 4))
    #expect(try run("x = 1", set: [("k", "5")]).outcome == .failed(exitCode: 2))
  }

  @Test func setReachesParamsAndSettings() throws {
    let text = "param hold = 4\nparam name = \"a\"\nsay \"{hold} {name}\"\nseed\nthreads"
    let (outcome, output) = try run(
      text, set: [("hold", "7"), ("name", "\"b\""), ("seed", "9"), ("threads", "2")])
    #expect(outcome == .finished)
    #expect(output.results == ["7 b", "9", "2"])
  }

  @Test func errorsInScriptsNameFileLineAndColumn() throws {
    let (_, output) = try run("x = 1\nhead px n=3 m=4")
    #expect(output.notes.last?.hasPrefix("x.fml:2:13: error: ") == true)
  }

  @Test func everyPlannedVerbSaysSo() throws {
    for name in PlannedVerbs.names.sorted() where name != "at" {
      let (outcome, output) = try run("\(name) px")
      #expect(outcome == .failed(exitCode: 1), "\(name)")
      #expect(output.notes.last?.contains("'\(name)' is not in this version") == true, "\(name)")
    }
  }

  @Test func bothSpellingsDoTheSame() throws {
    let pairs = [
      ("head px 2", "head(px, 2)"), ("describe px", "describe(px)"), ("gaps px", "gaps(px)"),
      ("describe close volume", "describe(close, volume)"), ("help head", "help(head)"),
      ("show px", "show(px)"), ("runs", "runs()"), ("ls", "ls()"), ("seed", "seed()"),
      ("say 1 + 1", "say(1 + 1)"), ("set", "set()"), ("plot close", "plot(close)"),
      ("leakcheck close cuts=2", "leakcheck(close, cuts=2)"),
    ]
    for (command, call) in pairs {
      let (first, second) = (try run(command), try run(call))
      #expect(first.outcome == .finished, "\(command): \(first.output.notes)")
      #expect(first.output.results == second.output.results, "\(command)")
    }
  }

  @Test func anErrorAssignsNothing() throws {
    let output = CollectedOutput()
    let session = Session.sample(output)
    #expect(session.execute("x = 1") == .finished)
    #expect(session.execute("x = head(px, 1.5)") == .failed(exitCode: 1))
    #expect(session.execute("expect x == 1") == .finished)
  }
}
