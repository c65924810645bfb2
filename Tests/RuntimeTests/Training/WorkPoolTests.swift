import Testing

@testable import Runtime

@Suite struct WorkPoolTests {
  @Test(arguments: [1, 2, 5])
  func keepsPlaces(threads: Int) throws {
    let squares = try WorkPool.map(count: 40, threads: threads, { $0 * $0 })
    #expect(squares == (0..<40).map { $0 * $0 })
  }

  @Test func throwsWhatFailed() {
    #expect(throws: Failure.self) {
      _ = try WorkPool.map(count: 10, threads: 2) { place in
        if place == 3 { throw Failure("three") }
        return place
      }
    }
  }

  @Test func nothingToDo() throws {
    #expect(try WorkPool.map(count: 0, threads: 2, { $0 }).isEmpty)
  }
}
