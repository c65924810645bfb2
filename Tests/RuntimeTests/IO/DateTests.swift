import Foundation
import Testing

@testable import Runtime

@Suite struct DateTests {
  @Test func civilDatesRoundTrip() {
    for days in stride(from: -700_000, through: 2_900_000, by: 37) {
      #expect(CivilDate(daysSinceEpoch: days).daysSinceEpoch == days)
    }
    #expect(CivilDate(year: 1970, month: 1, day: 1)?.daysSinceEpoch == 0)
    #expect(CivilDate(year: 2000, month: 2, day: 29)?.daysSinceEpoch == 11_016)
    #expect(CivilDate(year: 2024, month: 6, day: 30)?.weekday == 6)
    #expect(CivilDate(year: 1969, month: 12, day: 31)?.weekday == 2)
  }

  @Test(arguments: [(2023, 2, 29), (2024, 13, 1), (2024, 4, 31), (2024, 0, 1), (0, 1, 1)])
  func daysThatDoNotExist(_ year: Int, _ month: Int, _ day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test func formats() {
    let time = CivilDate(daysSinceEpoch: 19_904).startOfDay
    #expect(DateFormat.date(time) == "2024-06-30")
    #expect(DateFormat.dateTime(time + 14 * Nanoseconds.hour) == "2024-06-30 14:00")
    #expect(DateFormat.dateTime(time + 5_250_000_000) == "2024-06-30 00:00:05.250")
    #expect(DateFormat.dateTime(-1) == "1969-12-31 23:59:59.999999999")
    #expect(DateFormat.dateTime(.min).hasPrefix("1677-"))
  }

  @Test(arguments: [
    (Nanoseconds.hour, "1h"), (5 * Nanoseconds.minute, "5min"), (Nanoseconds.day, "1d"),
    (90 * Nanoseconds.minute, "1h 30min"), (250_000_000, "250ms"), (0, "0s"), (5, "5ns"),
    (-Nanoseconds.second, "-1s"),
  ])
  func durations(_ length: Int64, _ text: String) {
    #expect(DateFormat.duration(length) == text)
  }

  @Test(arguments: ["America/New_York", "Europe/Berlin", "Asia/Tokyo", "Australia/Sydney"])
  func zonesAgreeWithTheSystem(_ name: String) throws {
    let zone = try Zone.named(name)
    let known = Foundation.TimeZone(identifier: name)
    let system = try #require(known)
    for hour in stride(from: 0, to: 24 * 365 * 80, by: 331) {
      let date = Date(timeIntervalSince1970: Double(hour) * 3600)
      let offset = zone.offset(at: Int64(hour) * Nanoseconds.hour) / Nanoseconds.second
      #expect(offset == Int64(system.secondsFromGMT(for: date)), "\(date)")
    }
  }

  @Test func wallTimesBecomeUTC() throws {
    let zone = try Zone.named("America/New_York")
    func wall(_ day: Int, _ hour: Int64) -> Int64 {
      Int64(day) * Nanoseconds.day + hour * Nanoseconds.hour
    }
    let springDay = try #require(CivilDate(year: 2022, month: 3, day: 13)).daysSinceEpoch
    let autumnDay = try #require(CivilDate(year: 2022, month: 11, day: 6)).daysSinceEpoch
    #expect(zone.utc(fromLocal: wall(springDay - 1, 12)) == wall(springDay - 1, 17))
    #expect(zone.utc(fromLocal: wall(springDay, 12)) == wall(springDay, 16))
    // 02:00 does not exist on the spring day; 01:00 occurs twice on the autumn day.
    #expect(zone.utc(fromLocal: wall(springDay, 2)) == wall(springDay, 7))
    #expect(zone.utc(fromLocal: wall(autumnDay, 1)) == wall(autumnDay, 5))
    #expect(zone.utc(fromLocal: wall(autumnDay, 12)) == wall(autumnDay, 17))
  }

  @Test(arguments: ["Nowhere/Atlantis", "../../etc/passwd", "/etc/passwd", "zone.tab"])
  func unknownZones(_ name: String) {
    #expect(throws: Failure.self) { try Zone.named(name) }
  }

  @Test func brokenZoneFilesAreRefused() {
    var bytes = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 200)
    #expect(TZifParser.parse(bytes, name: "x") == nil)
    for index in 20..<44 { bytes[index] = 255 }
    #expect(TZifParser.parse(bytes, name: "x") == nil)
    #expect(TZifParser.parse([], name: "x") == nil)
  }

  @Test func calendarFieldsUseTheZone() {
    let noon = CivilDate(daysSinceEpoch: 19_904).startOfDay + 3 * Nanoseconds.hour
    let axis = Axis(times: [noon], zone: "America/New_York")
    #expect(axis.calendar(.hour) == [23])
    #expect(axis.calendar(.weekday) == [5])
    #expect(axis.calendar(.day) == [29])
    #expect(Axis(times: [noon]).calendar(.minuteOfDay) == [180])
  }
}
