import Testing

@testable import Runtime

/// Returns with dates: bars put together to days, and days that several series share.
@Suite struct DatedReturnsTests {
  private static let day = 24 * MarketBars.hour

  @Test func barsOfADayCompound() {
    let returns = [0.1, -0.2, 0.05, .nan, 0.3, .nan]
    // Bars end at 12 and 24 o'clock: two of each day.
    let known = returns.indices.map { Int64($0 + 1) * Self.day / 2 }
    let axis = Axis(times: known.map { $0 - Self.day / 2 }, known: known)
    let found = ReturnColumn(returns, on: axis).returns
    #expect(found.days == [0, 1, 2])
    #expect(found.returns.isNear([-0.12, 0.05, 0.3]))
    // A day without any return is left out.
    let rest = ReturnColumn([0.1, 0.1, .nan, .nan, .infinity, 0.2], on: axis).returns
    #expect(rest.days == [0, 2] && rest.returns.isNear([0.21, 0.2]))
  }

  @Test func daysAreThoseOfTheExchange() {
    // 22:00 to 02:00 UTC on two nights: in New York 17:00 to 21:00 of the evening before.
    let times = [22, 23, 24, 25, 46, 47].map { Int64($0) * MarketBars.hour }
    let known = times.map { $0 + MarketBars.hour }
    let returns = [0.01, 0.02, 0.03, 0.04, 0.05, 0.06]
    let utc = ReturnColumn(returns, on: Axis(times: times, known: known)).returns
    #expect(utc.days == [0, 1])
    #expect(utc.returns.isNear([0.0302, 0.1922456]))
    let zone = ReturnColumn(
      returns, on: Axis(times: times, known: known, zone: "America/New_York")
    ).returns
    #expect(zone.days == [0, 1])
    #expect(zone.returns.isNear([0.10355024, 0.113]))
  }

  @Test func columnsAddUpWhereNothingIsReinvested() {
    let times = (0..<6).map { Int64($0) * Self.day / 2 }
    let axis = Axis(times: times, known: times.map { $0 + Self.day / 2 })
    let values = [0.1, 0.2, .nan, -0.1, 0, 0.5]
    let summed = ReturnColumn(values, on: axis, isCompounded: false)
    #expect(summed.returns.days == [0, 1, 2] && summed.isJoined && summed.missing == 1)
    #expect(summed.returns.returns.isNear([0.3, -0.1, 0.5]))
    #expect(ReturnColumn(values, on: axis).returns.returns.isNear([0.32, -0.1, 0.5]))
    let bars = ReturnColumn(values, on: axis, byDay: false)
    #expect(bars.returns.count == 5 && bars.period == .bar && !bars.isJoined)
  }

  @Test func dayWithTheSameDateCountsOnce() {
    let found = DatedReturns(days: [3, 1, 3, 2], returns: [0.3, 0.1, 9, .nan])
    #expect(found.days == [1, 3] && found.returns == [0.1, 0.3])
  }

  @Test func overlaidOnCommonDays() {
    let (days, columns) = DatedReturns.overlaid([
      DatedReturns(days: [1, 2, 3, 5, 8], returns: [0.1, 0.2, 0.3, 0.5, 0.8]),
      DatedReturns(days: [2, 4, 5, 8, 9], returns: [2, 4, 5, 8, 9]),
      DatedReturns(days: [0, 2, 8], returns: [0, 20, 80]),
    ])
    #expect(days == [2, 8])
    #expect(columns == [[0.2, 0.8], [2, 8], [20, 80]])
    #expect(DatedReturns.overlaid([]).days.isEmpty)
    let apart = DatedReturns.overlaid([
      DatedReturns(days: [1], returns: [1]), DatedReturns(days: [2], returns: [1]),
    ])
    #expect(apart.days.isEmpty && apart.columns == [[], []])
  }

  @Test func daysOfAYearAreCounted() {
    let weekly = DatedReturns(days: [0, 7, 14, 21], returns: [0, 0, 0, 0])
    #expect(abs(weekly.daysPerYear - 365.25 / 7) < 1e-12)
    #expect(DatedReturns(days: [4], returns: [0.1]).daysPerYear.isNaN)
  }
}
