import Testing

@testable import Runtime

@Suite struct ResampleTests {
  static let minute = Nanoseconds.minute

  /// Rows some minutes after 2020-01-06 00:00 UTC, known a minute later unless `isEnd`.
  static func bars(
    _ minutes: [Int], zone: String = "UTC", isEnd: Bool = false, frequency: Int64 = minute
  ) -> Frame {
    let times = minutes.map { Int64(18_267) * Nanoseconds.day + Int64($0) * minute }
    let axis = Axis(
      times: times, known: isEnd ? times : times.map { $0 + frequency }, frequency: frequency,
      zone: zone)
    let values = minutes.map(Double.init)
    return Frame(
      axis: axis,
      fields: [
        .init("open", .numbers(values)), .init("high", .numbers(values.map { $0 + 2 })),
        .init("low", .numbers(values.map { $0 - 3 })), .init("close", .numbers(values.map { -$0 })),
        .init("volume", .numbers(values.map { _ in 1 })), .init("spread", .numbers(values)),
      ], source: "x")
  }

  @Test func barsOfAnHour() throws {
    let hours = try Resample(.intraday(Nanoseconds.hour)).frame(Self.bars([0, 1, 59, 60, 185]))
    #expect(hours.axis.times.map { ($0 - hours.axis.times[0]) / Self.minute } == [0, 60, 180])
    #expect(hours.axis.known == hours.axis.times.map { $0 + Nanoseconds.hour })
    let expected: [[Double]] = [
      [0, 60, 185], [61, 62, 187], [-3, 57, 182], [-59, -60, -185], [3, 1, 1], [59, 60, 185],
    ]
    #expect(hours.fields.map(\.column.values) == expected)
    #expect(hours.axis.frequency == Nanoseconds.hour)
  }

  @Test func endStampedRowsMakeEndStampedBars() throws {
    let frame = Self.bars([1, 60, 61], isEnd: true)
    let hours = try Resample(.intraday(Nanoseconds.hour)).frame(frame)
    let start = Int64(18_267) * Nanoseconds.day
    #expect(hours.axis.times == [start + Nanoseconds.hour, start + 2 * Nanoseconds.hour])
    #expect(hours.axis.known == hours.axis.times)
    #expect(hours.fields[4].column.values == [2, 1])
  }

  /// New York's clocks went back on 2020-11-01 at 06:00 UTC: the hour from 1 to 2 came twice.
  @Test func theHourThatComesTwiceStaysTwoBars() throws {
    let start = (18_567 - 18_267) * 1440
    let frame = Self.bars([start + 300, start + 330, start + 360], zone: "America/New_York")
    let hours = try Resample(.intraday(Nanoseconds.hour)).frame(frame)
    #expect(hours.rowCount == 2)
    #expect(hours.axis.times[1] - hours.axis.times[0] == Nanoseconds.hour)
  }

  @Test func sessionsOverMidnight() throws {
    // Sunday 18:00 to Monday 17:00: the day is Monday's; 17:30 lies between sessions.
    let frame = Self.bars([-300, 600, 1019, 1050, 1080])
    var days = Resample(.days(1))
    days.session = SessionHours("18:00-17:00")
    let daily = try days.frame(frame)
    #expect(daily.axis.isDaily)
    #expect(daily.axis.times.map(DateFormat.date) == ["2020-01-06", "2020-01-07"])
    #expect(daily.fields[4].column.values == [3, 1])
    #expect(daily.notes.contains("1 rows outside the session were left out"))
    #expect(daily.axis.known[0] == Int64(18_267) * Nanoseconds.day + 17 * Nanoseconds.hour)
  }

  @Test func barsStartAnewAtTheOpening() throws {
    var hours = Resample(.intraday(4 * Nanoseconds.hour))
    hours.session = SessionHours("09:30-16:00")
    let frame = try hours.frame(Self.bars([570, 809, 810, 959, 960]))
    #expect(frame.fields[4].column.values == [2, 2])
    let start = Int64(18_267) * Nanoseconds.day
    #expect(frame.axis.known == [start + 810 * Self.minute, start + 960 * Self.minute])
  }

  @Test func aWeekIsKnownOnItsLastTradingDay() throws {
    // Monday 2020-01-06 to Thursday; the week still ends on Friday, and at no weekend.
    let days = (0..<4).map { 18_267 + $0 }
    let week = try Resample(.weeks(1)).frame(
      ShapingTests.daily(days, "close", [1, 2, 3, 4]))
    #expect(week.axis.times == [Int64(18_267) * Nanoseconds.day])
    #expect(week.axis.known == [Int64(18_272) * Nanoseconds.day])
    let year = try Resample(.months(12)).frame(ShapingTests.daily(days, "close", [1, 2, 3, 4]))
    #expect(year.axis.times.map(DateFormat.date) == ["2020-01-01"])
    #expect(year.fields[0].column.values == [4])
  }

  @Test func aLateReleaseStaysLate() throws {
    let times = [0, 1].map { Int64($0) * Self.minute }
    let axis = Axis(times: times, known: [Self.minute, 500 * Self.minute], frequency: Self.minute)
    let frame = Frame(axis: axis, fields: [.init("close", .numbers([1, 2]))], source: "x")
    let hours = try Resample(.intraday(Nanoseconds.hour)).frame(frame)
    #expect(hours.axis.known == [500 * Self.minute])
  }

  @Test func missingCellsAndCategories() throws {
    let times = [0, 1, 2].map { Int64($0) * Self.minute }
    let axis = Axis(
      times: times, known: times.map { $0 + Self.minute }, frequency: Self.minute)
    let frame = Frame(
      axis: axis,
      fields: [
        .init("open", .numbers([.nan, 2, 3])), .init("volume", .numbers([.nan, .nan, .nan])),
        .init("kind", .category(codes: [0, 1, -1], labels: ["a", "b"])),
      ], source: "x")
    var resample = Resample(.days(1))
    let day = try resample.frame(frame)
    #expect(day.fields[0].column.values == [2])
    #expect(day.fields[1].column.values[0].isNaN)
    #expect(day.fields[2].column.values == [1])
    resample.statistics = ["kind": .mean]
    #expect(throws: Failure.self) { try resample.frame(frame) }
    resample.statistics = ["knid": .first]
    let failure = #expect(throws: Failure.self) { try resample.frame(frame) }
    #expect(failure?.hint == "did you mean 'kind'?")
  }

  @Test func refusals() throws {
    let hours = Self.bars([0, 60], frequency: Nanoseconds.hour)
    #expect(throws: Failure.self) { try Resample(.intraday(Self.minute)).frame(hours) }
    var outside = Resample(.days(1))
    outside.session = SessionHours("20:00-21:00")
    #expect(throws: Failure.self) { try outside.frame(hours) }
    #expect(throws: Failure.self) { try BarLength(nanoseconds: 0, months: 0) }
    #expect(throws: Failure.self) { try BarLength(nanoseconds: Nanoseconds.day, months: 1) }
    #expect(throws: Failure.self) { try BarLength(nanoseconds: 25 * Nanoseconds.hour, months: 0) }
    #expect(throws: Failure.self) { try BarLength(nanoseconds: .max, months: 0) }
    #expect(throws: Failure.self) { try BarLength(nanoseconds: 0, months: .max) }
    let far = Frame(
      axis: Axis(times: [.min, .max], frequency: Self.minute), fields: [], source: "x")
    #expect(throws: Failure.self) { try Resample(.days(1)).frame(far) }
    for text in ["", "9-16", "09:30", "25:00-26:00", "09:30-09:30", "a:b-c:d"] {
      #expect(SessionHours(text) == nil, "\(text)")
    }
  }

  /// Changing what comes after a bar's known time never changes the bar.
  @Test func barsAreMadeOfWhatWasKnown() throws {
    let minutes = Array(stride(from: 0, to: 3000, by: 7))
    let frame = Self.bars(minutes)
    for length in [BarLength.intraday(Nanoseconds.hour), .days(1), .weeks(1)] {
      let whole = try Resample(length).frame(frame)
      let cut = frame.axis.known[200]
      let past = frame.keeping(
        rows: frame.axis.known.indices.filter { frame.axis.known[$0] <= cut })
      let part = try Resample(length).frame(past)
      for row in whole.axis.known.indices where whole.axis.known[row] <= cut {
        #expect(whole.axis.known[row] == part.axis.known[row])
        for (a, b) in zip(whole.fields, part.fields) {
          #expect(a.column.values[row] == b.column.values[row])
        }
      }
    }
  }
}
