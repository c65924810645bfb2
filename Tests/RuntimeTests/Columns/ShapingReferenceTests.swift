import Foundation
import Testing

@testable import Runtime

/// resample, group, adjust and roll against pandas' numbers in `Tests/Reference/shaping_*.csv`.
@Suite struct ShapingReferenceTests {
  static let prices = ["open", "high", "low", "close", "volume"]

  /// The cells of a reference file by row, without comment and header.
  static func reference(_ name: String) throws -> [[String]] {
    let path = TemporaryFile.repository + "/Tests/Reference/shaping_\(name).csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return lines.dropFirst(2).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  static func set(_ file: String, _ options: CSVOptions = CSVOptions()) throws -> Frame {
    let folder = try #require(CSVSetsTests.folder)
    return try CSVReader.read(path: "\(folder)/\(file)", options: options)
  }

  /// Rows of a frame by symbol and label.
  static func rows(_ frame: Frame) -> [String: Int] {
    var rows: [String: Int] = [:]
    for segment in frame.axis.segments {
      for row in segment.rows {
        rows["\(segment.symbol) \(DateFormat.label(frame.axis.times[row], on: frame.axis))"] = row
      }
    }
    return rows
  }

  static func compare(_ frame: Frame, _ key: String, _ cells: ArraySlice<String>) throws {
    let row = try #require(rows(frame)[key], "no row \(key)")
    for (name, cell) in zip(prices, cells) {
      let found = try frame.field(name).column.values[row]
      #expect(found == Double(cell), "\(key) \(name)")
    }
  }

  @Test func weeksOfAPanelAndMonths() throws {
    let weeks = try Resample(.weeks(1)).frame(FrameReferenceTests.load("stocks5_daily"))
    for cells in try Self.reference("week") {
      try Self.compare(weeks, "\(cells[0]) \(cells[1])", cells.dropFirst(2))
    }
    let months = try Resample(.months(1)).frame(FrameReferenceTests.load("spx_daily"))
    let expected = try Self.reference("month")
    #expect(months.rowCount == expected.count)
    for cells in expected { try Self.compare(months, " \(cells[0])", cells.dropFirst(1)) }
  }

  @Test func figuresByWeekday() throws {
    let spx = try FrameReferenceTests.load("spx_daily")
    let close = try spx.field("close").column.values
    let returns = [Double.nan] + zip(close.dropFirst(), close).map { $0 / $1 - 1 }
    let table = try GroupFigures(
      [.init("ret", .numbers(returns))],
      by: [.init("weekday", .numbers(spx.axis.calendar(.weekday)))],
      statistics: [.count, .mean, .std, .min, .max, .median, .sum, .first, .last, .skew]
    ).frame
    let expected = try Self.reference("weekday")
    #expect(table.rowCount == expected.count)
    for (row, cells) in expected.enumerated() {
      for (field, cell) in zip(table.fields, cells) {
        let value = try #require(Double(cell))
        #expect(
          abs(field.column.values[row] - value) <= 1e-12 * max(1, abs(value)), "\(field.name)")
      }
    }
  }

  @Test(GapsSetsTests.isThere) func hoursAndDaysOfASession() throws {
    var options = CSVOptions()
    options.symbols = ["A", "AAPL"]
    options.zone = "America/New_York"
    let utc = try Self.set(
      "us_stocks_1m_2022.csv.gz",
      {
        var o = options
        o.zone = nil
        return o
      }())
    // The times are UTC; the session is New York's.
    let axis = Axis(
      times: utc.axis.times, known: utc.axis.known, segments: utc.axis.segments,
      frequency: utc.axis.frequency, zone: "America/New_York")
    let minutes = Frame(axis: axis, fields: utc.fields, source: utc.source)
    var hours = Resample(.intraday(Nanoseconds.hour))
    hours.session = SessionHours("09:30-16:00")
    let joined = try hours.frame(minutes)
    let expected = try Self.reference("hour")
    #expect(joined.rowCount == expected.count)
    for cells in expected {
      let label = String(cells[1].dropLast(3))
      try Self.compare(joined, "\(cells[0]) \(label)", cells.dropFirst(2))
    }
    var days = Resample(.days(1))
    days.session = hours.session
    let daily = try days.frame(minutes)
    #expect(daily.axis.isDaily)
    #expect(try daily.rowCount == Self.reference("day").count)
    for cells in try Self.reference("day") {
      try Self.compare(daily, "\(cells[0]) \(cells[1])", cells.dropFirst(2))
    }
    // A day is known at its close, and no bar of an hour before its end.
    let close = zip(daily.axis.times, daily.axis.known).map { daily.axis.localTime($1) - $0 }
    #expect(close.allSatisfy { $0 == 0 } == false)
    #expect(
      zip(daily.axis.times, daily.axis.known).allSatisfy {
        axis.timeZone.local($1) - $0 == 16 * Nanoseconds.hour
      })
    #expect(
      zip(joined.axis.times, joined.axis.known).allSatisfy {
        $1 - $0 == Nanoseconds.hour || $1 - $0 == Nanoseconds.hour / 2
      })
  }

  @Test(GapsSetsTests.isThere) func aDayOntoHours() throws {
    var options = CSVOptions()
    options.zone = "America/New_York"
    let hours = try Self.set("spy_1h_1998_2021.csv.gz", options)
    let vix = try Self.set("vix_daily_ohlc_1990_2026.csv.gz")
    var align = Align()
    align.tolerance = 5 * Nanoseconds.day
    align.prefix = "vix"
    let joined = try align.join(hours, vix)
    let column = try joined.field("vix_close").column.values
    for (index, cells) in try Self.reference("daily_onto_hours").enumerated() {
      let row = index * 499
      #expect(DateFormat.label(joined.axis.times[row], on: joined.axis) == cells[0])
      #expect(
        column[row] == Double(cells[1]) || (column[row].isNaN && cells[1].isEmpty), "\(cells)")
    }
  }

  @Test(GapsSetsTests.isThere) func adjustedReturns() throws {
    var options = CSVOptions()
    options.symbols = ["AAPL", "GE", "XOM"]
    let adjust = try Adjust(Self.set("sp500_stocks_daily_2015_2020.csv.gz", options))
    let close = try adjust.frame.field("close").column.values
    let rows = Self.rows(adjust.frame)
    for cells in try Self.reference("adjusted") {
      let row = try #require(rows["\(cells[0]) \(cells[1])"])
      let expected = try #require(Double(cells[2]))
      #expect(abs(close[row] / close[row - 1] - 1 - expected) < 1e-12)
    }
    #expect(adjust.breaks.count > 30)
    #expect(adjust.breaks.allSatisfy { !$0.isUnexplained })
  }

  @Test(GapsSetsTests.isThere) func contractsByVolume() throws {
    let roll = try Roll(Self.set("es_fut_1m_contracts_2013_2020.csv.gz"), by: .volume)
    let frame = roll.frame
    guard case .category(let codes, let labels) = try frame.field("contract").column else {
      Issue.record("contract is no category")
      return
    }
    var held: [String: String] = [:]
    for row in 0..<frame.rowCount {
      held[DateFormat.date(frame.axis.times[row])] = labels[Int(codes[row])]
    }
    let expected = try Self.reference("roll")
    for cells in expected where held[cells[0]] != nil { #expect(held[cells[0]] == cells[1]) }
    #expect(held.count > 10)
    #expect(Array(zip(frame.axis.times, frame.axis.times.dropFirst())).allSatisfy { $0 < $1 })
  }
}
