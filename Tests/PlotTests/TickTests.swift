import Foundation
import Testing

@testable import Plot

struct TickTests {
  @Test(arguments: [
    (0.0, 300.0, 4, NumberFormat.number, ["0", "100", "200", "300"]),
    (-0.052, 0.049, 6, .percent, ["-4%", "-2%", "0%", "2%", "4%"]),
    (0, 0.0009, 4, .number, ["0", "5e-4"]),
    (0.9, 12.2, 6, .whole, ["2", "4", "6", "8", "10", "12"]),
    (0, 3e7, 4, .number, ["0", "10M", "20M", "30M"]),
    (1000, 4500, 5, .number, ["1,000", "2,000", "3,000", "4,000"]),
    (0.98, 1.02, 5, .number, ["0.98", "0.99", "1.00", "1.01", "1.02"]),
  ])
  func numbersAreRound(
    lower: Double, upper: Double, count: Int, format: NumberFormat, expected: [String]
  ) {
    let ticks = NumberTicks.ticks(from: lower, to: upper, count: count, format: format)
    #expect(ticks.map(\.label) == expected)
  }

  @Test func everyOrdinaryRangeHasAtLeastTwoTicksInside() {
    var noise = SampleCharts.Noise(seed: 4)
    for _ in 0..<500 {
      let lower = (noise.uniform() - 0.5) * 1000
      let upper = lower + exp(noise.normal() * 4)
      for count in [2, 3, 7] {
        let ticks = NumberTicks.ticks(from: lower, to: upper, count: count, format: .number)
        #expect(ticks.count >= 2)
        #expect(ticks.count <= count + 4)
        let slack = (upper - lower) * 1e-6
        #expect(
          ticks.allSatisfy { $0.position >= lower - slack && $0.position <= upper + slack })
        #expect(Set(ticks.map(\.label)).count == ticks.count)
      }
    }
  }

  @Test func decadesCarryTwoAndFiveWhereThereIsRoom() {
    #expect(
      DecadeTicks.ticks(from: 0.9, to: 60, count: 5, format: .number).map(\.label)
        == ["1", "2", "5", "10", "20", "50"])
    #expect(
      DecadeTicks.ticks(from: 5e-6, to: 2, count: 4, format: .number).map(\.label)
        == ["1e-5", "0.001", "0.1"])
  }

  @Test func aNarrowLogarithmicAxisHasEqualSteps() {
    let labels = DecadeTicks.ticks(from: 11, to: 14, count: 4, format: .number).map(\.label)
    #expect(labels == ["11", "12", "13", "14"])
  }

  @Test(arguments: [
    (
      "2004-01-02T00:00:00Z", "2018-06-01T00:00:00Z", 9,
      ["2006", "2008", "2010", "2012", "2014", "2016", "2018"]
    ),
    (
      "2024-01-15T00:00:00Z", "2024-12-20T00:00:00Z", 7,
      ["2024-03", "2024-05", "2024-07", "2024-09", "2024-11"]
    ),
    ("2024-06-03T00:00:00Z", "2024-06-28T00:00:00Z", 6, ["Jun 3", "Jun 10", "Jun 17", "Jun 24"]),
    (
      "2024-06-28T13:30:00Z", "2024-06-28T20:00:00Z", 8,
      ["14:00", "15:00", "16:00", "17:00", "18:00", "19:00", "20:00"]
    ),
    (
      "2024-06-28T22:00:00Z", "2024-06-29T02:00:00Z", 6,
      ["22:00", "23:00", "Jun 29", "01:00", "02:00"]
    ),
  ])
  func timesAreRoundInTheCalendar(
    from: String, to: String, count: Int, expected: [String]
  ) throws {
    let lower = try seconds(from)
    let upper = try seconds(to)
    let labels = TimeTicks.ticks(from: lower, to: upper, count: count).map(\.label)
    #expect(labels == expected)
    #expect(labels.count <= count)
  }

  @Test func theAxisSaysWhatItCovers() throws {
    let start = try seconds("2024-06-28T13:30:00Z")
    #expect(
      TimeTicks.coverage(from: start, to: start + 6 * 3600, count: 7)
        == "2024-06-28 13:30 to 19:30 UTC")
    #expect(
      TimeTicks.coverage(from: start, to: start + 900 * 86_400, count: 7)
        == "2024-06-28 to 2026-12-15")
  }

  @Test func civilTimesAgreeWithTheSystemsCalendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: -40_000, to: 90_000, by: 37) {
      let seconds = Double(day) * 86_400 + 3661
      let civil = try #require(CivilTime(seconds: seconds))
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: seconds))
      #expect(civil.year == parts.year)
      #expect(civil.month == parts.month)
      #expect(civil.day == parts.day)
      #expect(civil.clock == "01:01:01")
      #expect(civil.seconds == seconds)
    }
  }

  private func seconds(_ text: String) throws -> Double {
    try Date(text, strategy: .iso8601).timeIntervalSince1970
  }
}
