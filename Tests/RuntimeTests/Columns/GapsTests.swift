import Testing

@testable import Runtime

@Suite struct GapsTests {
  static func frame(
    _ times: [Int64], _ columns: [String: [Double]] = [:], frequency: Int64, zone: String = "UTC",
    isDaily: Bool = false
  ) -> Frame {
    Frame(
      axis: Axis(times: times, frequency: frequency, zone: zone, isDaily: isDaily),
      fields: columns.sorted { $0.key < $1.key }.map {
        .init(name: $0.key, original: $0.key, column: .numbers($0.value))
      }, source: "x")
  }

  /// Weekdays of some weeks from Monday 2020-01-06, at some minutes after midnight UTC.
  static func sessions(weeks: Int, minutes: [Int]) -> [Int64] {
    (0..<weeks * 7).filter { $0 % 7 < 5 }.flatMap { day in
      minutes.map { Int64(18_267 + day) * Nanoseconds.day + Int64($0) * Nanoseconds.minute }
    }
  }

  @Test func roundTheClock() throws {
    var times = (0..<400).map { Int64($0) * Nanoseconds.hour }
    times.removeSubrange(100..<103)
    let gaps = try Gaps(Self.frame(times, frequency: Nanoseconds.hour))
    #expect(gaps.calendar == .continuous)
    #expect(
      gaps.gaps == [Gap(after: 99 * Nanoseconds.hour, before: 103 * Nanoseconds.hour, bars: 3)])
  }

  @Test func weekdaysAndHolidays() throws {
    var times = Self.sessions(weeks: 20, minutes: [0])
    times.removeSubrange(50..<54)
    times.remove(at: 20)
    let gaps = try Gaps(Self.frame(times, frequency: Nanoseconds.day, isDaily: true))
    #expect(gaps.calendar == .weekdays)
    #expect(gaps.closedDays == 1)
    #expect(gaps.gaps.map(\.bars) == [4])
  }

  @Test func sessionsWithABreakInOne() throws {
    let minutes = Array(stride(from: 570, to: 960, by: 5))
    var times = Self.sessions(weeks: 6, minutes: minutes)
    let lost = 10 * minutes.count + 30
    times.removeSubrange(lost..<(lost + 4))
    // An early close and a holiday.
    let early = 20 * minutes.count - 4
    times.removeSubrange((early - 30)..<early)
    let gaps = try Gaps(Self.frame(times, frequency: 5 * Nanoseconds.minute))
    #expect(gaps.calendar == .sessions)
    #expect(gaps.gaps.map(\.bars) == [4])
    #expect(gaps.earlyCloses == 1)
    #expect(gaps.findings.contains("1 session ended early"))
  }

  @Test func strayWeekendRows() throws {
    var times = Self.sessions(weeks: 8, minutes: Array(600..<700))
    times.append(times[499] + Nanoseconds.day)
    times.sort()
    let gaps = try Gaps(Self.frame(times, frequency: Nanoseconds.minute))
    #expect(gaps.strayRows == 1)
    #expect(gaps.gaps.isEmpty)
    #expect(gaps.findings == ["1 stray row at weekends, first 2020-01-11 11:39"])
  }

  @Test func bars() throws {
    let times = Self.sessions(weeks: 10, minutes: [0])
    let count = times.count
    var close = (0..<count).map { 100 + Double($0 % 2) }
    close[20] = 300
    var high = close.map { $0 + 1 }
    high[5] = 50
    let low = close.map { $0 - 1 }
    var open = close
    open[7] = 0
    var volume = [Double](repeating: 5, count: count)
    volume[9] = 0
    volume[10] = .nan
    let frame = Self.frame(
      times, ["open": open, "high": high, "low": low, "close": close, "volume": volume],
      frequency: Nanoseconds.day, isDaily: true)
    let audit = try Gaps(frame).bars
    #expect(audit.badBars == [5, 7])
    #expect(audit.notPositive == [7])
    #expect(audit.zeroVolume == [9])
    #expect(audit.outliers.map(\.row) == [20])
    #expect(try Gaps(frame).missing.map(\.name) == ["volume"])
  }

  @Test func duplicatesAndTinyFrames() throws {
    let frame = Self.frame([0, 0, Nanoseconds.day], frequency: Nanoseconds.day, isDaily: true)
    #expect(try Gaps(frame).findings == ["1 duplicate key, first 1970-01-01"])
    let one = Self.frame([0], frequency: 0)
    #expect(try Gaps(one).calendar == .irregular)
    #expect(try Gaps(one).text().contains("nothing to report"))
  }

  @Test func frequencyIsTheMostFrequentDistance() {
    let segment = Axis.Segment(symbol: "", rows: 0..<5)
    #expect(Frequency.typical([0, 60, 120, 500, 560], [segment]) == 60)
    #expect(Frequency.typical([5], [Axis.Segment(symbol: "", rows: 0..<1)]) == 0)
    #expect(Frequency.typical([.min, .max], [Axis.Segment(symbol: "", rows: 0..<2)]) == 0)
  }
}
