import Testing

@testable import Runtime

@Suite struct ShapingTests {
  /// A daily frame from day numbers after 1970-01-01.
  static func daily(_ days: [Int], _ name: String, _ values: [Double]) -> Frame {
    let times = days.map { Int64($0) * Nanoseconds.day }
    let axis = Axis(
      times: times, known: times.map { $0 + Nanoseconds.day }, frequency: Nanoseconds.day,
      isDaily: true)
    return Frame(
      axis: axis, fields: [.init(name: name, original: name, column: .numbers(values))],
      source: name)
  }

  static func panel() -> Frame {
    let times = [0, 1, 2, 1, 2, 3].map { Int64($0) * Nanoseconds.day }
    let axis = Axis(
      times: times, known: times.map { $0 + Nanoseconds.day },
      segments: [.init(symbol: "A", rows: 0..<3), .init(symbol: "B", rows: 3..<6)],
      frequency: Nanoseconds.day, isDaily: true)
    return Frame(
      axis: axis,
      fields: [.init(name: "close", original: "close", column: .numbers([1, 2, 3, 10, 20, 30]))],
      source: "panel")
  }

  static func range(_ lower: Int?, _ upper: Int?) -> TimeRange {
    func point(_ day: Int?) -> TimePoint? {
      day.map { TimePoint(wall: Int64($0) * Nanoseconds.day, isDay: true) }
    }
    return TimeRange(lower: point(lower), upper: point(upper))
  }

  @Test func asOfTheDayBeforeNeverTakesTheSameDay() throws {
    let left = Self.daily([10, 11, 14], "close", [1, 2, 3])
    let right = Self.daily([9, 10, 11, 12, 14], "vix", [5, 6, 7, .nan, 9])
    var align = Align()
    align.lag = Nanoseconds.day
    let joined = try align.join(left, right)
    #expect(joined.axis === left.axis)
    #expect(joined.names == ["close", "vix"])
    // Day 14 gets day 11: day 12 is missing and day 14 is not known yet.
    #expect(joined.fields[1].column.values == [5, 6, 7])
    align.lag = 0
    #expect(try align.join(left, right).fields[1].column.values == [6, 7, 9])
  }

  @Test func changingTheSameDayNeverChangesALaggedJoin() throws {
    let left = Self.daily(Array(0..<50), "close", (0..<50).map(Double.init))
    var align = Align()
    align.lag = Nanoseconds.day
    let values = (0..<50).map(Double.init)
    let before = try align.join(left, Self.daily(Array(0..<50), "x", values))
    for day in 0..<50 {
      var changed = values
      for later in day..<50 { changed[later] = -1 }
      let after = try align.join(left, Self.daily(Array(0..<50), "x", changed))
      let rows = 0...day
      #expect(
        rows.allSatisfy {
          let (a, b) = (before.fields[1].column.values[$0], after.fields[1].column.values[$0])
          return a == b || (a.isNaN && b.isNaN)
        })
    }
  }

  @Test func toleranceDropsStaleValues() throws {
    var align = Align()
    align.tolerance = 2 * Nanoseconds.day
    let joined = try align.join(
      Self.daily([0, 2, 5], "a", [1, 1, 1]), Self.daily([0], "b", [7]))
    #expect(joined.fields[1].column.values[0] == 7)
    #expect(joined.fields[1].column.values[1] == 7)
    #expect(joined.fields[1].column.values[2].isNaN)
    #expect(joined.notes == ["b: 1 rows have no value"])
  }

  @Test func dailyFrameJoinsOntoPanel() throws {
    let right = Self.daily([0, 1, 2], "vix", [5, 6, 7])
    let joined = try Align().join(Self.panel(), right)
    #expect(joined.fields[1].column.values == [5, 6, 7, 6, 7, 7])
  }

  @Test func panelsJoinBySymbol() throws {
    let other = try Self.panel().symbols(["B"])
    let joined = try Align().join(Self.panel(), other)
    #expect(joined.names == ["close", "right_close"])
    let values = joined.fields[1].column.values
    #expect(values[0...2].allSatisfy { $0.isNaN })
    #expect(Array(values[3...]) == [10, 20, 30])
    #expect(joined.notes.contains("1 symbols have no rows in the second frame: A"))
  }

  @Test func tableWithoutTimeJoinsBySymbol() throws {
    let axis = Axis(
      times: [], segments: [.init(symbol: "B", rows: 0..<1), .init(symbol: "C", rows: 1..<2)],
      rowCount: 2)
    let sectors = Frame(
      axis: axis,
      fields: [
        .init(
          name: "sector", original: "sector",
          column: .category(codes: [0, 1], labels: ["bank", "tech"]))
      ], source: "sectors")
    let joined = try Align().join(Self.panel(), sectors)
    guard case .category(let codes, _) = joined.fields[1].column else {
      Issue.record("sector is no category")
      return
    }
    #expect(codes == [-1, -1, -1, 0, 0, 0])
  }

  @Test func innerAndOuter() throws {
    let left = Self.daily([1, 2, 4], "a", [1, 2, 4])
    let right = Self.daily([2, 3, 4], "b", [20, 30, 40])
    var align = Align()
    align.kind = .inner
    let inner = try align.join(left, right)
    #expect(inner.axis.times == [2, 4].map { Int64($0) * Nanoseconds.day })
    #expect(inner.fields.map(\.column.values) == [[2, 4], [20, 40]])
    align.kind = .outer
    let outer = try align.join(left, right)
    #expect(outer.rowCount == 4)
    #expect(outer.fields[0].column.values.map { $0.isNaN } == [false, false, true, false])
    #expect(outer.fields[1].column.values.map { $0.isNaN } == [true, false, false, false])
  }

  @Test func rangeIsAppliedAfterTheJoin() throws {
    var align = Align()
    align.lag = Nanoseconds.day
    align.range = Self.range(3, nil)
    let days = Array(0..<5)
    let joined = try align.join(
      Self.daily(days, "a", days.map(Double.init)), Self.daily(days, "b", days.map(Double.init)))
    #expect(joined.fields[1].column.values == [2, 3])
  }

  @Test func refusals() throws {
    let single = Self.daily([0], "a", [1])
    #expect(throws: Failure.self) { try Align().join(single, Self.panel()) }
    var align = Align()
    align.lag = -1
    #expect(throws: Failure.self) { try align.join(single, single) }
    align = Align()
    align.kind = .inner
    align.lag = Nanoseconds.day
    #expect(throws: Failure.self) { try align.join(single, single) }
    align.lag = 0
    #expect(throws: Failure.self) { try align.join(single, Self.daily([5], "b", [1])) }
    let untimed = Frame(axis: Axis(times: [], rowCount: 1), fields: [], source: "x")
    #expect(throws: Failure.self) { try Align().join(untimed, single) }
  }

  @Test func slicesAreInclusive() throws {
    let panel = Self.panel()
    let slice = try panel.slice(Self.range(1, 2))
    #expect(slice.fields[0].column.values == [2, 3, 10, 20])
    #expect(slice.axis.segments.map(\.rows) == [0..<2, 2..<4])
    #expect(try panel.slice(Self.range(3, nil)).axis.symbols == ["B"])
    #expect(throws: Failure.self) { try panel.slice(Self.range(9, nil)) }
  }

  @Test func aDateEndsWithItsDay() throws {
    let times = (0..<48).map { Int64($0) * Nanoseconds.hour }
    let axis = Axis(times: times, zone: "America/New_York")
    let ranges = axis.rowRanges(in: Self.range(nil, 0))
    // 1970-01-01 ends in New York at 05:00 UTC of the next day.
    #expect(ranges == [0..<29])
    let minute = TimePoint(wall: 3 * Nanoseconds.hour, isDay: false)
    #expect(Axis(times: times).rowRanges(in: TimeRange(upper: minute)) == [0..<4])
    #expect(Axis(times: times).rowRanges(in: Self.range(1, 0)) == [24..<24])
  }

  @Test func symbolsAndHeads() throws {
    let panel = Self.panel()
    let one = try panel.symbol("B")
    #expect(!one.axis.isPanel)
    #expect(one.fields[0].column.values == [10, 20, 30])
    #expect(throws: Failure.self) { try panel.symbol("C") }
    #expect(throws: Failure.self) { try one.symbol("B") }
    #expect(panel.head(4).fields[0].column.values == [1, 2, 3, 10])
    #expect(panel.head(-2).fields[0].column.values == [20, 30])
    #expect(panel.tail(2).axis.symbols == ["B"])
    #expect(panel.head(99) === panel)
    #expect(panel.head(0).rowCount == 0)
    #expect(panel.head(.min) === panel)
    #expect(panel.tail(.min).rowCount == 6)
  }

  @Test func rowsWithoutTimeAndEmptyFrames() throws {
    let axis = Axis(times: [], rowCount: 3)
    let frame = Frame(
      axis: axis, fields: [.init(name: "a", original: "a", column: .numbers([1, 2, 3]))],
      source: "x")
    #expect(frame.head(2).fields[0].column.values == [1, 2])
    #expect(throws: Failure.self) { try frame.slice(Self.range(0, 1)) }
  }
}
