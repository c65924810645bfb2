import Testing

@testable import Runtime

@Suite struct StateArchiveTests {
  private func state(_ epoch: Int, count: Int) -> RunState {
    var state = RunState(
      weights: (0..<count).map { Float($0 % 97) + Float(epoch) }, options: TrainingOptions(),
      lossOptions: [])
    state.bestWeights = state.weights.map { $0 + 1 }
    state.firstMoment = state.weights.map { $0 * 2 }
    state.secondMoment = state.weights.map { $0 * 3 }
    state.epoch = epoch
    state.bestValue = 0.5
    return state
  }

  @Test(arguments: [10, 100_000])
  func everyEpochComesBackAsItWas(_ count: Int) throws {
    let archive = StateArchive(state(0, count: count))
    for epoch in 1...5 { archive.append(state(epoch, count: count)) }
    #expect(archive.epochs == [0, 1, 2, 3, 4, 5])
    for epoch in [5, 0, 3] {
      #expect(try archive.state(ofEpoch: epoch) == state(epoch, count: count))
    }
    #expect(try archive.state(ofEpoch: 6) == nil)
  }

  @Test(arguments: [10, 100_000])
  func theOldestGoFirst(_ count: Int) throws {
    let archive = StateArchive(state(0, count: count))
    for epoch in 1...104 { archive.append(state(epoch, count: count)) }
    #expect(archive.epochs == Array(5...104))
    #expect(try archive.state(ofEpoch: 5) == state(5, count: count))
    #expect(try archive.state(ofEpoch: 104) == state(104, count: count))
  }

  @Test func anEpochDoneAgainReplacesTheOldOne() throws {
    let archive = StateArchive(state(0, count: 10))
    archive.append(state(1, count: 10))
    var again = state(1, count: 10)
    again.weights[0] = 42
    archive.append(again)
    #expect(try archive.state(ofEpoch: 1)?.weights[0] == 42)
  }
}
