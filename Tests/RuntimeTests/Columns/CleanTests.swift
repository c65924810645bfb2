import Testing

@testable import Runtime

@Suite struct CleanTests {
  static func frame(_ close: [Double], days: [Int]? = nil, volume: [Double]? = nil) -> Frame {
    let times = (days ?? Array(close.indices)).map { Int64($0) * Nanoseconds.day }
    return Frame(
      axis: Axis(times: times, frequency: Nanoseconds.day, isDaily: true),
      fields: [
        .init("open", .numbers(close)), .init("high", .numbers(close.map { $0 + 1 })),
        .init("low", .numbers(close.map { $0 - 1 })), .init("close", .numbers(close)),
        .init("volume", .numbers(volume ?? close.map { _ in 5 })),
      ], source: "x")
  }

  static func clean(_ frame: Frame, _ set: (inout CleanRules) -> Void) throws -> Clean {
    var rules = CleanRules()
    set(&rules)
    return try Clean(frame, rules: rules)
  }

  @Test func duplicates() throws {
    let frame = Self.frame([1, 2, 3, 4], days: [0, 1, 1, 2])
    let last = try Self.clean(frame) { $0.duplicates = .last }
    #expect(try last.frame.field("close").column.values == [1, 3, 4])
    #expect(last.steps.map(\.text) == ["dupes=last: 1 row dropped, first 1970-01-02"])
    let first = try Self.clean(frame) { $0.duplicates = .first }
    #expect(try first.frame.field("close").column.values == [1, 2, 4])
    let none = try Self.clean(frame) { $0.duplicates = .drop }
    #expect(try none.frame.field("close").column.values == [1, 4])
    #expect(none.frame.axis.known == [0, 2].map { $0 * Nanoseconds.day })
  }

  @Test func sortsWhatIsOutOfOrder() throws {
    let sorted = try Self.clean(Self.frame([1, 2, 3], days: [0, 2, 1])) { $0.sortsRows = true }
    #expect(try sorted.frame.field("close").column.values == [1, 3, 2])
    #expect(sorted.steps[0].text == "sort: 1 row put in the order of time")
  }

  @Test func barsAndPrices() throws {
    let good = Self.frame([10, 20, 30, -1])
    let high = good.replacing(
      good.fields.map { $0.name == "high" ? $0.with(.numbers([11, 15, 31, 0])) : $0 })
    let widened = try Self.clean(high) { $0.bars = .widen }
    #expect(try widened.frame.field("high").column.values == [11, 20, 31, 0])
    #expect(try Self.clean(high) { $0.bars = .drop }.frame.rowCount == 3)
    let missing = try Self.clean(high) { $0.bars = .nan }
    #expect(try missing.frame.field("close").column.values[1].isNaN)
    #expect(try missing.frame.field("volume").column.values[1] == 5)
    let priced = try Self.clean(high) { $0.notPositive = .nan }
    #expect(priced.steps[0].count == 1)
    #expect(try priced.frame.field("close").column.values[3].isNaN)
  }

  @Test func volumeMissingAndHistories() throws {
    let frame = Self.frame([1, 2, 3, 4], volume: [5, 0, .nan, 5])
    #expect(try Self.clean(frame) { $0.zeroVolume = .drop }.frame.rowCount == 3)
    let filled = try Self.clean(frame) { $0.missing = .fill }
    #expect(try filled.frame.field("volume").column.values == [5, 0, 0, 5])
    #expect(try Self.clean(frame) { $0.missing = .drop }.frame.rowCount == 3)
    #expect(throws: Failure.self) { try Self.clean(frame) { $0.leastRows = 99 } }
    let panel = try Self.clean(ShapingTests.panel().keeping(rows: [0, 1, 2, 3])) {
      $0.leastRows = 2
    }
    #expect(panel.frame.axis.symbols == ["A"])
    #expect(panel.steps[0].text.hasPrefix("min_rows=2: 1 row of 1 short histories dropped: B"))
  }

  /// A fill never takes a value of another symbol or of later.
  @Test func fillsLookBackWithinTheSymbol() throws {
    let panel = ShapingTests.panel()
    let holes = panel.replacing([.init("close", .numbers([1, .nan, 3, .nan, 20, .nan]))])
    let filled = try Self.clean(holes) { $0.missing = .fill }.frame.fields[0].column.values
    #expect(Array(filled[0...2]) == [1, 1, 3] && filled[3].isNaN && filled[5] == 20)
  }

  @Test func outliers() throws {
    var close = (0..<60).map { 100 + Double($0 % 3) }
    close[30] = 1000
    let spike = try Self.clean(Self.frame(close)) { $0.outliers = .reversal }
    #expect(spike.frame.rowCount == 59)
    #expect(spike.steps.map(\.count) == [0, 1])
    let reused = (0..<60).map { $0 < 20 ? 0.01 : 100 + Double($0 % 3) }
    let later = try Self.clean(Self.frame(reused)) { $0.outliers = .reversal }
    #expect(later.frame.rowCount == 40)
    #expect(later.steps.map(\.count) == [20, 0])
    // A history that ends at zero ends a row earlier, and nothing before it goes.
    let ended = (0..<60).map { $0 == 59 ? 0 : 100 + Double($0 % 3) }
    let whole = try Self.clean(Self.frame(ended)) { $0.outliers = .reversal }
    #expect(whole.frame.rowCount == 59 && whole.steps.map(\.count) == [0, 1])
    // A crash is neither.
    let crash = (0..<60).map { ($0 < 30 ? 100 : 55) + Double($0 % 3) / 10 }
    #expect(try Self.clean(Self.frame(crash)) { $0.outliers = .reversal }.frame.rowCount == 60)
    #expect(try Self.clean(Self.frame(crash)) { $0.outliers = .drop }.frame.rowCount == 59)
  }

  @Test func strays() throws {
    // 1970-01-05 is a Monday; sixty weeks of weekdays and one Saturday.
    let days = (0..<420).filter { $0 % 7 < 5 || $0 == 33 }.map { $0 + 4 }
    let frame = Self.frame(days.map { Double($0) + 100 }, days: days)
    let clean = try Self.clean(frame) { $0.strays = .drop }
    #expect(clean.frame.rowCount == 300)
    #expect(clean.steps[0].text.contains("1970-02-07"))
  }
}
