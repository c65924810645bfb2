/// Says which longer bar a row belongs to, what that bar is called and when it is complete.
struct BarClock {
  /// A longer bar.
  struct Bar: Equatable {
    let label: Int64
    /// When its time is over, in nanoseconds UTC.
    let end: Int64
  }

  let length: BarLength
  let session: SessionHours?
  private let axis: Axis
  private let zone: Zone
  /// True where labels are ends of bars.
  private let isEndStamped: Bool
  private let closesAtWeekends: Bool

  init(_ axis: Axis, length: BarLength, session: SessionHours?) {
    self.axis = axis
    self.length = length
    self.session = session
    zone = axis.timeZone
    isEndStamped = !axis.isDaily && axis.frequency > 0 && axis.known == axis.times
    closesAtWeekends = Self.closesAtWeekends(axis, zone)
  }

  /// - Returns: nil for a row outside the session.
  func bar(of row: Int) -> Bar? {
    let time = axis.times[row]
    let wall = axis.isDaily ? time : Nanoseconds.subtract(zone.local(time), isEndStamped ? 1 : 0)
    var day = Nanoseconds.days(wall)
    if !axis.isDaily, let session {
      guard let own = session.day(of: wall) else { return nil }
      day = own
    }
    if case .intraday(let length) = length { return intraday(length, wall, day, time) }
    let period = length.period(of: day)
    return Bar(
      label: Int64(period.lowerBound) * Nanoseconds.day,
      end: max(close(of: lastOpenDay(period), row), axis.known[row]))
  }

  private func intraday(_ length: Int64, _ wall: Int64, _ day: Int, _ time: Int64) -> Bar {
    let base = session?.start(of: day) ?? Int64(day) * Nanoseconds.day
    let limit = session?.end(of: day) ?? base + Nanoseconds.day
    let start = base + (wall - base) / length * length
    let end = min(start + length, limit)
    // Bars that fit into an hour never straddle a change of the clocks: their ends follow from the
    // row's own distance to UTC, so that the hour that comes twice gives bars of its own.
    if session == nil, Nanoseconds.hour % length == 0 {
      let offset = Nanoseconds.subtract(zone.local(time), time)
      return Bar(label: (isEndStamped ? end : start) - offset, end: end - offset)
    }
    let known = zone.utc(fromLocal: end)
    return Bar(label: isEndStamped ? known : zone.utc(fromLocal: start), end: known)
  }

  /// When the bar of a day is complete.
  private func close(of day: Int, _ row: Int) -> Int64 {
    let midnight = Int64(day) * Nanoseconds.day
    if axis.isDaily {
      let offset = Nanoseconds.subtract(zone.local(axis.known[row]), axis.times[row])
      return zone.utc(fromLocal: midnight + offset)
    }
    return zone.utc(fromLocal: session?.end(of: day) ?? midnight + Nanoseconds.day)
  }

  /// The last day of a period on which the market trades.
  private func lastOpenDay(_ period: ClosedRange<Int>) -> Int {
    guard closesAtWeekends, period.count >= 7 else { return period.upperBound }
    let weekday = CivilDate.weekday(daysSinceEpoch: period.upperBound)
    return period.upperBound - max(0, weekday - 4)
  }

  /// True when hardly a row lies on a Saturday or Sunday.
  private static func closesAtWeekends(_ axis: Axis, _ zone: Zone) -> Bool {
    var count = 0
    for time in axis.times {
      let wall = axis.isDaily ? time : zone.local(time)
      if CivilDate.weekday(daysSinceEpoch: Nanoseconds.days(wall)) >= 5 { count += 1 }
    }
    return count * 50 < axis.rowCount
  }
}
