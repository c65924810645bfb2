import Runtime
import Testing

@testable import Lang

@Suite struct SessionTests {
  @Test func errorsOfTheSyntaxAreAllReportedBeforeAnythingRuns() {
    let output = CollectedOutput()
    let session = Session.sample(output)
    let outcome = session.execute("1 + 1\nx = )\ny = (\n")
    #expect(outcome == .failed(exitCode: 1))
    #expect(output.results.isEmpty)
    #expect(output.notes.count == 2)
  }

  @Test func promptKeepsWhatWasBoundBeforeAnError() {
    let output = CollectedOutput()
    let session = Session.sample(output)
    #expect(session.execute("a = 1\nb = nope\nc = 3") == .failed(exitCode: 1))
    #expect(session.variable("a")?.number == 1)
    #expect(session.variable("b") == nil)
    #expect(session.variable("c") == nil)
    #expect(session.execute("a + 1") == .finished)
    #expect(output.results == ["2"])
  }

  @Test func loopThatFailsAssignsNothing() {
    let session = Session.sample(CollectedOutput())
    let text = "x = 1\nfor i in [1, 2]:\n  x = i * 10\n  y = [x][i - 1]\nend"
    #expect(session.execute(text) == .failed(exitCode: 1))
    #expect(session.variable("x")?.number == 1)
    #expect(session.variable("y") == nil)
    #expect(session.execute("y = 5\ny + x") == .finished)
  }

  @Test func scriptNamesThePlaceOfAnError() {
    let output = CollectedOutput()
    let session = Session.sample(output, isInteractive: false)
    _ = session.execute("a = 1\nb = nope", name: "x.fml")
    #expect(output.notes.first?.hasPrefix("x.fml:2:5: error: no name 'nope'") == true)
  }

  @Test func presetGivesParamItsValue() throws {
    let output = CollectedOutput()
    let session = Session.sample(output, isInteractive: false)
    try session.set("hold", to: "12")
    try session.set("kind", to: "fast")
    let script = "param hold = 4\nparam kind = \"slow\"\nhold + 1\nkind"
    #expect(session.execute(script, name: "x.fml") == .finished)
    #expect(output.results == ["13", "fast"])
  }

  /// Once a script's own `runs` stayed what it was, and the run store went elsewhere.
  @Test func paramOfTheNameOfASettingFollows() throws {
    let output = CollectedOutput()
    let session = Session.sample(output, isInteractive: false)
    try session.set("seed", to: "9")
    #expect(session.execute("param seed = 1\nseed + 1", name: "x.fml") == .finished)
    #expect(output.results == ["10"])
    #expect(session.seed == 9)
  }

  @Test func unknownPresetExitsWithTwo() throws {
    let output = CollectedOutput()
    let session = Session.sample(output, isInteractive: false)
    try session.set("hodl", to: "12")
    #expect(session.execute("param hold = 4", name: "x.fml") == .failed(exitCode: 2))
    #expect(output.notes.first?.contains("did you mean 'hold'?") == true)
  }

  @Test func settingsTakeWholeNumbers() throws {
    let session = Session.sample(CollectedOutput())
    try session.set("seed", to: "7")
    #expect(session.seed == 7)
    #expect(throws: Diagnostic.self) { try session.set("threads", to: "many") }
  }

  /// In a process of its own: the flag is the one global.
  @Test func interruptStopsAndKeepsTheSession() async {
    await #expect(processExitsWith: .success) {
      let output = CollectedOutput()
      let session = Session.sample(output)
      #expect(session.execute("a = 1") == .finished)
      Interrupt.request()
      #expect(session.execute("while true: a = a + 1") == .failed(exitCode: 130))
      #expect(!Interrupt.isRequested)
      #expect(session.execute("a") == .finished)
      #expect(output.results == ["1"])
    }
  }

  @Test func failedExpectationExitsWithThree() {
    let output = CollectedOutput()
    let session = Session.sample(output, isInteractive: false)
    #expect(session.execute("expect 1 > 2", name: "x.fml") == .failed(exitCode: 3))
  }

  @Test func clashOfVariableAndColumnIsNotedOnce() {
    let output = CollectedOutput()
    let session = Session.sample(output)
    _ = session.execute("close = 3\nclose\nclose + 1")
    #expect(output.results == ["3", "4"])
    #expect(output.notes == ["note: 'close' is the variable here; the column is px.close"])
  }

  @Test func variableHidesVerb() {
    let output = CollectedOutput()
    let session = Session.sample(output)
    #expect(session.execute("load = 4\ny = load / 2\nload - 1\nload -1\ny") == .finished)
    #expect(output.results == ["3", "3", "2"])
  }

  @Test func columnMayBeCalledLikeVerb() {
    let output = CollectedOutput()
    let session = Session.sample(output)
    let axis = Axis(times: [0, SampleFrames.day], isDaily: true)
    let field = Frame.Field(name: "load", original: "load", column: .numbers([4, 8]))
    let frame = Frame(axis: axis, fields: [field], source: "sample")
    session.bind("power", to: .frame(FrameValue(frame, name: "power")))
    session.variables.settle()
    #expect(session.execute("use power\ny = load / 2\ny[1]") == .finished)
    #expect(output.results.last == "4")
  }

  @Test func commandBindsNewNameWhileItRuns() {
    let output = CollectedOutput()
    let session = Session.sample(output)
    #expect(session.execute("a = [1, 2]\nb = a[0] + a[1]") == .finished)
    session.bind("fresh", to: .number(9))
    #expect(session.variable("fresh")?.number == 9)
    #expect(session.execute("fresh + b") == .finished)
    #expect(output.results == ["12"])
  }
}
