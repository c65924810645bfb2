import Testing

@testable import Lang

@Suite struct EpochTableTests {
  @Test(arguments: [
    (1, 1), (50, 1), (51, 2), (100, 2), (102, 5), (500, 10), (400, 10), (9999, 200),
  ])
  func aLongTrainingFillsOneScreen(epochs: Int, step: Int) {
    #expect(EpochTable.step(of: epochs) == step)
  }
}
