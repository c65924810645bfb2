extension Axis {
  /// The zone of calendar fields; UTC where the name is unknown to the system.
  public var timeZone: Zone { (try? Zone.named(zone)) ?? .utc }

  /// Wall time in the axis's zone, as nanoseconds of a fictitious UTC clock; dates stay as they are.
  public func localTime(_ time: Int64) -> Int64 { isDaily ? time : timeZone.local(time) }

  /// One calendar field of every row, in the axis's zone.
  ///
  /// - Unit: hour 0-23, minute 0-59, minute of day 0-1439, weekday 0 on Monday, day 1-31, month 1-12.
  /// - Edge cases: empty when the axis has no time.
  public func calendar(_ field: CalendarField) -> [Double] {
    let zone = isDaily ? Zone.utc : timeZone
    return times.map { field.value(ofLocal: zone.local($0)) }
  }
}

/// A field of the calendar.
public enum CalendarField: String, Sendable, CaseIterable {
  case minute, minuteOfDay, hour, weekday, day, month, year

  /// The field of a wall time in nanoseconds.
  public func value(ofLocal time: Int64) -> Double {
    let seconds = Nanoseconds.timeOfDay(time) / Nanoseconds.second
    switch self {
    case .minute: return Double(seconds / 60 % 60)
    case .minuteOfDay: return Double(seconds / 60)
    case .hour: return Double(seconds / 3600)
    case .weekday: return Double(CivilDate.weekday(daysSinceEpoch: Nanoseconds.days(time)))
    case .day: return Double(date(time).day)
    case .month: return Double(date(time).month)
    case .year: return Double(date(time).year)
    }
  }

  private func date(_ time: Int64) -> CivilDate {
    CivilDate(daysSinceEpoch: Nanoseconds.days(time))
  }
}
