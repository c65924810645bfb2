import Testing

@testable import Lang
@testable import Runtime

@Suite struct ProgressTextTests {
  private let snapshot = RunSnapshot(
    status: .running, epoch: 3, epochs: 10, batch: 25, batches: 50, loss: 5.9e-5,
    gradientNorm: 0.0131, learningRate: 1e-3, badBatches: 2, samplesPerSecond: 61_200,
    secondsLeft: 6, history: [])

  @Test func aWideTerminalShowsAllFigures() {
    #expect(
      ProgressText.running(snapshot, width: 100)
        == "   3/10 [#######-------] 25/50  5.9e-05  eta 6 s  bad 2  61,200 samples/s  lr 0.001  "
        + "|grad| 0.013")
  }

  @Test(arguments: [20, 45, 60, 79])
  func whatDoesNotFitIsLeftOutWhole(width: Int) {
    let text = ProgressText.running(snapshot, width: width)
    #expect(text.count < max(width, 40))
    #expect(!text.hasSuffix(" "))
  }

  @Test func longTimesAreInLargerUnits() {
    #expect(ProgressText.time(45) == "45 s")
    #expect(ProgressText.time(600) == "10 min")
    #expect(ProgressText.time(12_600) == "3.5 h")
  }
}
