/// A point of wall time as a script writes it: a day, or a day and a time.
public struct TimePoint: Sendable, Hashable {
  /// Nanoseconds of a fictitious UTC clock.
  public let wall: Int64
  /// True for `2024-06-30`, which as an upper end means the end of that day.
  public let isDay: Bool

  public init(wall: Int64, isDay: Bool) {
    self.wall = wall
    self.isDay = isDay
  }
}

/// A range of wall time, inclusive at both ends; an open side is nil.
public struct TimeRange: Sendable, Hashable {
  public var lower: TimePoint?
  public var upper: TimePoint?

  public init(lower: TimePoint? = nil, upper: TimePoint? = nil) {
    self.lower = lower
    self.upper = upper
  }

  public var isOpen: Bool { lower == nil && upper == nil }

  /// The first and the last nanosecond of wall time inside.
  public var wallBounds: (first: Int64, last: Int64) {
    var last = upper?.wall ?? .max
    if let upper, upper.isDay { last = Nanoseconds.add(upper.wall, Nanoseconds.day - 1) }
    return (lower?.wall ?? .min, last)
  }

  /// The first and the last label of an axis inside: dates as they are, times through its zone.
  public func bounds(on axis: Axis) -> (first: Int64, last: Int64) {
    let wall = wallBounds
    guard !axis.isDaily else { return wall }
    let zone = axis.timeZone
    return (
      lower == nil ? wall.first : zone.utc(fromLocal: wall.first),
      upper == nil ? wall.last : zone.utc(fromLocal: wall.last)
    )
  }
}
