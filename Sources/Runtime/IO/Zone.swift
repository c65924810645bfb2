@preconcurrency import Glibc
import Synchronization

/// A time zone read from the system's TZif files: offsets from UTC, both ways.
///
/// - Source: RFC 8536; files under `/usr/share/zoneinfo`.
public final class Zone: Sendable {
  public let name: String
  /// Seconds UTC of each change, ascending.
  private let changes: [Int64]
  /// Seconds east of UTC from each change on; `offsets[i]` holds from `changes[i]`.
  private let offsets: [Int64]
  /// Before the first change.
  private let firstOffset: Int64
  /// After the last change, by the POSIX rule at the file's end.
  private let rule: ZoneRule?

  public static let utc = Zone(name: "UTC", changes: [], offsets: [], firstOffset: 0, rule: nil)

  init(name: String, changes: [Int64], offsets: [Int64], firstOffset: Int64, rule: ZoneRule?) {
    self.name = name
    self.changes = changes
    self.offsets = offsets
    self.firstOffset = firstOffset
    self.rule = rule
  }

  private static let cache = Mutex<[String: Zone]>([:])

  /// The zone of an IANA name such as `America/New_York`.
  ///
  /// - Throws: `Failure` when the name is unknown or the system's file cannot be read.
  public static func named(_ name: String) throws -> Zone {
    if ["UTC", "Etc/UTC", "GMT", "Z", ""].contains(name) { return utc }
    if let known = cache.withLock({ $0[name] }) { return known }
    guard isPlausible(name), let bytes = read(name),
      let zone = TZifParser.parse(bytes, name: name)
    else { throw unknownZone(name) }
    cache.withLock { $0[name] = zone }
    return zone
  }

  /// Seconds to add to UTC at a time, in nanoseconds.
  public func offset(at time: Int64) -> Int64 {
    guard !changes.isEmpty || rule != nil else { return firstOffset * Nanoseconds.second }
    return offsetSeconds(at: Nanoseconds.floorDivide(time, by: Nanoseconds.second))
      * Nanoseconds.second
  }

  /// Wall time of a time in UTC, as nanoseconds of a fictitious UTC clock.
  public func local(_ time: Int64) -> Int64 { Nanoseconds.add(time, offset(at: time)) }

  /// Wall times of many times in UTC.
  ///
  /// - Complexity: O(times), a look into the zone per day of UTC.
  func local(_ times: [Int64]) -> [Int64] {
    var day = (start: Int64.max, end: Int64.min, offset: Int64(0))
    return times.map { time in
      if time < day.start || time >= day.end {
        let start = Nanoseconds.subtract(time, Nanoseconds.timeOfDay(time))
        let end = Nanoseconds.add(start, Nanoseconds.day)
        let first = offset(at: start)
        guard first == offset(at: end) else { return local(time) }
        day = (start, end, first)
      }
      return Nanoseconds.add(time, day.offset)
    }
  }

  /// The time in UTC of a wall time.
  ///
  /// - Edge cases: a wall time that occurs twice is the earlier one; one that is skipped is moved
  ///   on by the skipped hour.
  public func utc(fromLocal wall: Int64) -> Int64 {
    let before = offset(at: Nanoseconds.add(wall, -Nanoseconds.day))
    let after = offset(at: Nanoseconds.add(wall, Nanoseconds.day))
    for candidate in [max(before, after), min(before, after)] {
      let time = Nanoseconds.add(wall, -candidate)
      if offset(at: time) == candidate { return time }
    }
    return Nanoseconds.add(wall, -before)
  }

  private func offsetSeconds(at second: Int64) -> Int64 {
    guard let first = changes.first, second >= first else { return firstOffset }
    if let last = changes.last, second >= last, let rule { return rule.offset(at: second) }
    var low = 0
    var high = changes.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if changes[middle] <= second { low = middle } else { high = middle }
    }
    return offsets[low]
  }

  private static func isPlausible(_ name: String) -> Bool {
    name.utf8.count < 100 && !name.contains("..") && !name.hasPrefix("/")
      && name.utf8.allSatisfy {
        (65...90).contains($0) || (97...122).contains($0) || (43...57).contains($0) || $0 == 95
      }
  }

  private static func read(_ name: String) -> [UInt8]? {
    let folder = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"
    guard let file = fopen("\(folder)/\(name)", "rb") else { return nil }
    defer { fclose(file) }
    var bytes = [UInt8](repeating: 0, count: 1 << 17)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }
}

extension Zone {
  private static func unknownZone(_ name: String) -> Failure {
    Failure(
      "no time zone '\(name)'", culprit: .parameter("tz"),
      hint: "IANA names such as \"America/New_York\", \"Europe/Berlin\" or \"UTC\"")
  }
}
