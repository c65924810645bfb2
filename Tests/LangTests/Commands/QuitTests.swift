import Testing

@testable import Lang

@Suite struct QuitTests {
  @Test func aSessionWithoutTrainingMayBeLeft() {
    let session = Session(output: CollectedOutput())
    session.isInteractive = true
    #expect(session.mayLeave())
    #expect(session.execute("quit 3") == .quit(3))
  }
}
