/// Collects the times of the rows: wall clock as written and UTC.
final class TimeBuilder {
  private var parser: TimeParser
  private let zone: Zone
  private(set) var utc: [Int64] = []
  /// Kept only while every time is midnight: such rows are days.
  private(set) var walls: [Int64] = []
  private(set) var isMidnightOnly = true
  private(set) var hasOffsets = false
  /// The zone's offset of the last day that had only one.
  private var cachedDay = Int.min
  private var cachedOffset: Int64 = 0

  init(_ layout: TimeLayout, zone: Zone, capacity: Int) {
    parser = TimeParser(layout)
    self.zone = zone
    utc.reserveCapacity(capacity)
  }

  func parse(_ base: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> ParsedTime? {
    parser.parse(base, start, end)
  }

  /// The wall time that `from=` and `to=` are compared with.
  func wall(_ time: ParsedTime) -> Int64 {
    guard let offset = time.offset, Nanoseconds.timeOfDay(time.wall) != 0 else {
      return time.wall
    }
    return zone.local(Nanoseconds.add(time.wall, -offset))
  }

  func append(_ time: ParsedTime) {
    if isMidnightOnly {
      if Nanoseconds.timeOfDay(time.wall) == 0 {
        walls.append(time.wall)
      } else {
        isMidnightOnly = false
        walls = []
      }
    }
    if let offset = time.offset {
      hasOffsets = true
      utc.append(Nanoseconds.add(time.wall, -offset))
    } else {
      utc.append(fromZone(time.wall))
    }
  }

  private func fromZone(_ wall: Int64) -> Int64 {
    if zone === Zone.utc { return wall }
    let day = Nanoseconds.days(wall)
    if day == cachedDay { return Nanoseconds.add(wall, -cachedOffset) }
    let midnight = Nanoseconds.add(wall, -Nanoseconds.timeOfDay(wall))
    let before = zone.offset(at: Nanoseconds.add(midnight, -Nanoseconds.day))
    let after = zone.offset(at: Nanoseconds.add(midnight, 2 * Nanoseconds.day))
    if before == after {
      cachedDay = day
      cachedOffset = before
    }
    return zone.utc(fromLocal: wall)
  }
}
