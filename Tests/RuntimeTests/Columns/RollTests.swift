import Testing

@testable import Runtime

@Suite struct RollTests {
  /// Two contracts over five and seven days; the second is one tenth dearer.
  static func contracts(volume: [[Double]]) -> Frame {
    let days = [Array(0..<5), Array(0..<7)]
    let times = days.joined().map { Int64($0) * Nanoseconds.day }
    let close = days[0].map { 100 + Double($0) } + days[1].map { 110 + 1.1 * Double($0) }
    return Frame(
      axis: Axis(
        times: times, known: times.map { $0 + Nanoseconds.day },
        segments: [.init(symbol: "H", rows: 0..<5), .init(symbol: "M", rows: 5..<12)],
        frequency: Nanoseconds.day, isDaily: true),
      fields: [
        .init("close", .numbers(close)), .init("volume", .numbers(Array(volume.joined()))),
      ], source: "x")
  }

  @Test func byVolumeOnTheDayAfter() throws {
    let frame = Self.contracts(
      volume: [[9, 9, 4, 9, 9], [1, 1, 5, 1, 1, 9, 9]])
    let roll = try Roll(frame, by: .volume)
    #expect(roll.events.map(\.day) == [2])
    // Day 2 decides, day 3 is the first of the new contract, and there is no way back.
    #expect(try roll.frame.field("contract").column.values == [0, 0, 0, 1, 1, 1, 1])
    #expect(abs(roll.events[0].ratio - 1 / 1.1) < 1e-12)
    let adjusted = try Adjust(roll.frame)
    let close = try adjusted.frame.field("close").column.values
    for (index, value) in close.enumerated() { #expect(abs(value - (100 + Double(index))) < 1e-9) }
    #expect(try adjusted.frame.field("raw_close").column.values[3] == 110 + 3.3)
    #expect(adjusted.breaks.map(\.row) == [3])
    #expect(!adjusted.frame.names.contains(Roll.factorName))
  }

  /// What is held and its factor never change when later rows do.
  @Test func rollsAreDecidedByThePast() throws {
    let frame = Self.contracts(volume: [[9, 9, 4, 9, 9], [1, 1, 5, 1, 1, 9, 9]])
    let other = Self.contracts(volume: [[9, 9, 4, 1, 1], [1, 1, 5, 0, 99, 1, 2]])
    let (a, b) = (try Roll(frame, by: .volume), try Roll(other, by: .volume))
    #expect(
      try a.frame.field(Roll.factorName).column.values
        == b.frame.field(Roll.factorName).column.values)
  }

  @Test func byDateAndAtTheEnd() throws {
    let flat = [[Double]](repeating: [], count: 0) + [[9, 9, 9, 9, 9], [1, 1, 1, 1, 1, 1, 1]]
    let frame = Self.contracts(volume: flat)
    #expect(try Roll(frame, by: .date, days: 2).events.map(\.day) == [2])
    #expect(try Roll(frame, by: .volume).events.map(\.day) == [4])
    #expect(try Roll(frame, by: .date, days: 0).events.map(\.day) == [4])
  }

  @Test func contractsThatNeverMeet() throws {
    let times = [0, 1, 5, 6].map { Int64($0) * Nanoseconds.day }
    let frame = Frame(
      axis: Axis(
        times: times,
        segments: [.init(symbol: "H", rows: 0..<2), .init(symbol: "M", rows: 2..<4)],
        frequency: Nanoseconds.day, isDaily: true),
      fields: [.init("close", .numbers([1, 2, 3, 4]))], source: "x")
    let roll = try Roll(frame, by: .date)
    #expect(roll.events[0].ratio.isNaN)
    #expect(try roll.frame.field(Roll.factorName).column.values == [1, 1, 1, 1])
    #expect(roll.report.last?.hasPrefix("1 of them without a time") == true)
    #expect(throws: Failure.self) { try Roll(frame, by: .volume) }
    #expect(throws: Failure.self) { try Roll(CleanTests.frame([1, 2]), by: .date) }
  }
}
