/// A stretch without rows where the calendar expects some.
public struct Gap: Sendable, Equatable {
  /// The last label before and the first label after.
  public let after: Int64
  public let before: Int64
  /// Rows expected in between.
  public let bars: Int

  /// In nanoseconds.
  public var length: Int64 { Nanoseconds.subtract(before, after) }
}

/// Breaks between labels, told apart into closing times, holidays and gaps.
struct GapFinder {
  let frequency: Int64
  let calendar: TradingCalendar
  private(set) var gaps: [Gap] = []
  /// Weekdays without a row that are no gap: holidays.
  private(set) var closedDays = 0
  /// Sessions that ended before their usual time.
  private(set) var earlyCloses = 0
  /// Rows on Saturdays and Sundays of a market that is closed then.
  private(set) var strayRows = 0
  private(set) var firstStray: Int64?

  /// Holidays in a row that are still taken for holidays.
  private static let longestHoliday = 2

  /// The breaks of a market by the calendar that its labels tell of.
  init(_ reference: ReferenceTimes, _ axis: Axis) {
    let zone = axis.isDaily ? Zone.utc : axis.timeZone
    let local = zone === Zone.utc ? reference.times : zone.local(reference.times)
    let runs = DayRuns(local)
    self.init(
      reference.times, local: local, runs: runs, frequency: axis.frequency,
      calendar: .infer(local, runs, frequency: axis.frequency))
  }

  /// - Parameters:
  ///   - times: Ascending labels; `local` the same as wall time.
  ///   - runs: The days of `local`.
  init(
    _ times: [Int64], local: [Int64], runs: DayRuns, frequency: Int64, calendar: TradingCalendar
  ) {
    self.frequency = frequency
    self.calendar = calendar
    switch calendar {
    case .irregular: return
    case .continuous, .periods: findUneven(times)
    case .weekdays, .sessions:
      if let usual = withoutStrays(times, runs) {
        let kept = usual.map { local[$0] }
        find(usual.map { times[$0] }, kept, DayRuns(kept))
      } else {
        find(times, local, runs)
      }
    }
  }

  private mutating func find(_ times: [Int64], _ local: [Int64], _ runs: DayRuns) {
    if calendar == .weekdays {
      findMissingDays(times, local)
    } else {
      findInSessions(times, local, days: runs.runs.count)
    }
  }

  private mutating func findUneven(_ times: [Int64]) {
    for index in TimeSteps.breaks(times, longerThan: frequency) {
      let (before, after) = (times[index - 1], times[index])
      let distance = Nanoseconds.subtract(after, before)
      let rest = distance % frequency
      let bars = distance / frequency - (rest >= frequency - rest ? 0 : 1)
      if bars > 0 { gaps.append(Gap(after: before, before: after, bars: Int(bars))) }
    }
  }

  private mutating func findMissingDays(_ times: [Int64], _ local: [Int64]) {
    for index in local.indices.dropFirst() {
      addDays(Self.weekdays(between: local[index - 1], local[index]), times, index)
    }
  }

  private mutating func addDays(_ missing: Int, _ times: [Int64], _ index: Int) {
    guard missing > 0 else { return }
    if missing <= Self.longestHoliday {
      closedDays += missing
    } else {
      gaps.append(Gap(after: times[index - 1], before: times[index], bars: missing))
    }
  }

  private mutating func findInSessions(_ times: [Int64], _ local: [Int64], days: Int) {
    let breaks = TimeSteps.breaks(local, longerThan: frequency)
    let long = breaks.filter {
      Nanoseconds.subtract(local[$0], local[$0 - 1])
        >= max(frequency * 3 / 2, 30 * Nanoseconds.minute)
    }
    let opens = Self.usual(long.map { Nanoseconds.timeOfDay(local[$0]) }, days: days)
    let closes = Self.usual(long.map { Nanoseconds.timeOfDay(local[$0 - 1]) }, days: days)
    for index in breaks {
      let isOpening = opens.contains(Nanoseconds.timeOfDay(local[index]))
      let isClosing = closes.contains(Nanoseconds.timeOfDay(local[index - 1]))
      let missing = Self.weekdays(between: local[index - 1], local[index])
      if missing > Self.longestHoliday || !isOpening {
        let bars =
          missing > 0
          ? missing : Int(Nanoseconds.subtract(local[index], local[index - 1]) / frequency) - 1
        gaps.append(Gap(after: times[index - 1], before: times[index], bars: max(1, bars)))
      } else {
        closedDays += missing
        earlyCloses += isClosing ? 0 : 1
      }
    }
  }

  /// Times of day that recur on at least three days and one in thirty.
  private static func usual(_ timesOfDay: [Int64], days: Int) -> Set<Int64> {
    var counts: [Int64: Int] = [:]
    for time in timesOfDay { counts[time, default: 0] += 1 }
    return Set(counts.filter { $0.value >= max(3, days / 30) }.keys)
  }

  /// The indices of all rows but those on a day of the weekend that hardly ever has rows; nil where
  /// that is all rows.
  private mutating func withoutStrays(_ times: [Int64], _ runs: DayRuns) -> [Int]? {
    let counts = runs.perWeekday().rows
    let working = counts[0..<5].reduce(0, +)
    let closed = (5...6).filter { counts[$0] > 0 && counts[$0] * 5 * 50 < working }
    guard !closed.isEmpty else { return nil }
    var kept: [Int] = []
    kept.reserveCapacity(times.count)
    for run in runs.runs {
      if closed.contains(CivilDate.weekday(daysSinceEpoch: run.day)) {
        strayRows += run.rows.count
        if firstStray == nil { firstStray = times[run.rows.lowerBound] }
      } else {
        kept += run.rows
      }
    }
    return kept
  }

  /// Mondays to Fridays strictly between the days of two times.
  static func weekdays(between first: Int64, _ second: Int64) -> Int {
    let start = Nanoseconds.days(first) + 1
    let end = Nanoseconds.days(second)
    guard end > start else { return 0 }
    let weeks = (end - start) / 7
    let rest = (start + weeks * 7)..<end
    return weeks * 5 + rest.count { CivilDate.weekday(daysSinceEpoch: $0) < 5 }
  }
}
