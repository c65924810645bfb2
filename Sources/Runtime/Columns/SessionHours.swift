/// The hours of a trading session as wall time: `09:30-16:00`, or over midnight `18:00-17:00`.
public struct SessionHours: Sendable, Hashable {
  /// Nanoseconds after midnight.
  public let open: Int64
  public let close: Int64

  /// True where a session begins on the evening before its day.
  public var crossesMidnight: Bool { open >= close }

  public init(open: Int64, close: Int64) {
    self.open = open
    self.close = close
  }

  /// Nil when the text is not of the form `09:30-16:00`.
  public init?(_ text: String) {
    let clocks = text.split(separator: "-", omittingEmptySubsequences: false)
    guard clocks.count == 2, let open = Self.clock(clocks[0]), let close = Self.clock(clocks[1]),
      open != close
    else { return nil }
    self.init(open: open, close: close)
  }

  private static func clock(_ text: Substring) -> Int64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Int64($0) }
    guard parts.count == 2, let hour = parts[0], let minute = parts[1], (0...24).contains(hour),
      (0...59).contains(minute), hour * 60 + minute <= 1440
    else { return nil }
    return (hour * 60 + minute) * Nanoseconds.minute
  }

  /// The day a wall time belongs to, as days after 1970-01-01; nil outside the session.
  func day(of wall: Int64) -> Int? {
    let clock = Nanoseconds.timeOfDay(wall)
    let day = Nanoseconds.days(wall)
    guard crossesMidnight else { return clock >= open && clock < close ? day : nil }
    return clock >= open ? day + 1 : clock < close ? day : nil
  }

  /// The wall time at which the session of a day begins.
  func start(of day: Int) -> Int64 {
    Int64(crossesMidnight ? day - 1 : day) * Nanoseconds.day + open
  }

  /// The wall time at which the session of a day ends.
  func end(of day: Int) -> Int64 { Int64(day) * Nanoseconds.day + close }
}
