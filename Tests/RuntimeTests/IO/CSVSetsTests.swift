import Foundation
import Testing

@testable import Runtime

/// Every set of the data folder loads with no option beyond what its nature demands.
@Suite struct CSVSetsTests {
  struct Expected: Sendable {
    var file: String
    var rows: Int
    var symbols = 0
    var names: [String]
    var first: String
    var last: String
    var frequency: Int64
  }

  static let folder = ProcessInfo.processInfo.environment["FML_DATA"]
  static let ohlc = ["open", "high", "low", "close"]
  static let ohlcv = ohlc + ["volume"]

  static let sets: [Expected] = [
    .init(
      file: "crypto20_rv_1h_2024_2025.csv.gz", rows: 5766, names: [], first: "2024-05-21 09:00",
      last: "2025-01-16 14:00", frequency: Nanoseconds.hour),
    .init(
      file: "crypto38_1h_2021_2023.csv.gz", rows: 911_545, symbols: 38, names: ohlcv,
      first: "2021-04-04 20:00", last: "2023-12-30 20:00", frequency: Nanoseconds.hour),
    .init(
      file: "crypto6_1h_2023h2.csv.gz", rows: 17_712, symbols: 6, names: ohlcv,
      first: "2023-07-01 00:00", last: "2023-10-31 23:00", frequency: Nanoseconds.hour),
    .init(
      file: "es_0325_1m_ninja.txt.gz", rows: 72_584, names: ohlcv, first: "2024-12-12 05:01",
      last: "2025-02-27 16:18", frequency: Nanoseconds.minute),
    .init(
      file: "es_fut_1m_2024_2025.csv.gz", rows: 352_976, names: ohlc, first: "2024-12-03 00:00",
      last: "2025-12-15 23:09", frequency: Nanoseconds.minute),
    .init(
      file: "es_fut_1m_contracts_2013_2020.csv.gz", rows: 23_948, symbols: 8, names: ohlcv,
      first: "2013-10-06 22:00", last: "2020-01-06 23:59", frequency: Nanoseconds.minute),
    .init(
      file: "es_fut_5m_vol_2024_2025.csv.gz", rows: 69_606, names: ohlcv,
      first: "2024-12-03 00:00", last: "2025-12-05 21:55", frequency: 5 * Nanoseconds.minute),
    .init(
      file: "gsphar_crypto20_rv_pred_true_1h.csv.gz", rows: 5766, names: [],
      first: "2024-05-21 09:00", last: "2025-01-16 14:00", frequency: Nanoseconds.hour),
    .init(
      file: "nq_fut_1m_2019_2022.csv.gz", rows: 1_228_698, names: ohlc, first: "2019-01-01 23:00",
      last: "2022-06-30 23:59", frequency: Nanoseconds.minute),
    .init(
      file: "oxfordman_rv5_sqrt_24.csv.gz", rows: 3421, names: [], first: "2002-05-08",
      last: "2022-06-24", frequency: Nanoseconds.day),
    .init(
      file: "phase4_daily.csv", rows: 188, names: [], first: "2025-04-01", last: "2025-12-29",
      frequency: Nanoseconds.day),
    .init(
      file: "sp500_stocks_daily_2015_2020.csv.gz", rows: 592_358, symbols: 482,
      names: ohlc + ["adj_close", "volume"], first: "2015-01-12", last: "2020-01-10",
      frequency: Nanoseconds.day),
    .init(
      file: "spx_vix_daily_1999_2018.csv.gz", rows: 5031, names: ohlcv + ["vix"],
      first: "1999-01-04", last: "2018-12-31", frequency: Nanoseconds.day),
    .init(
      file: "spy_1h_1998_2021.csv.gz", rows: 40_832, names: ohlcv, first: "1998-01-02 09:00",
      last: "2021-03-31 15:00", frequency: Nanoseconds.hour),
    .init(
      file: "us_stocks_1m_2022.csv.gz", rows: 995_791, symbols: 147, names: ohlcv,
      first: "2022-10-19 13:30", last: "2022-11-11 20:59", frequency: Nanoseconds.minute),
    .init(
      file: "vix_daily_ohlc_1990_2026.csv.gz", rows: 9235, names: ohlc, first: "1990-01-02",
      last: "2026-07-23", frequency: Nanoseconds.day),
  ]

  @Test(.enabled(if: folder != nil, "FML_DATA is not set"), arguments: sets)
  func loads(_ expected: Expected) throws {
    let folder = try #require(Self.folder)
    try check(try CSVReader.read(path: "\(folder)/\(expected.file)"), expected)
  }

  private func check(_ frame: Frame, _ expected: Expected) throws {
    let axis = frame.axis
    #expect(frame.rowCount == expected.rows)
    #expect(axis.symbols.count == expected.symbols)
    if !expected.names.isEmpty { #expect(frame.names == expected.names) }
    #expect(axis.times.min().map { DateFormat.label($0, on: axis) } == expected.first)
    #expect(axis.times.max().map { DateFormat.label($0, on: axis) } == expected.last)
    #expect(axis.frequency == expected.frequency)
    #expect(axis.isDaily == !expected.first.contains(":"))
    for segment in axis.segments {
      for row in segment.rows.dropFirst() { #expect(axis.times[row - 1] <= axis.times[row]) }
    }
    for field in frame.fields { #expect(field.column.count == expected.rows) }
  }

  @Test(.enabled(if: folder != nil, "FML_DATA is not set"))
  func headerLongerThanRowsIsSaid() throws {
    let path = try #require(Self.folder) + "/crypto10_close_1h_2023_2025.csv.gz"
    let failure = #expect(throws: Failure.self) { try CSVReader.read(path: path) }
    #expect(failure?.message.contains("names 39 columns, but the rows hold 11 values") == true)
    #expect(failure?.culprit == .file(path: path, line: 2, column: 12))
    var options = CSVOptions()
    options.header = .names(["time"] + (1...10).map { "coin\($0)" })
    let frame = try CSVReader.read(path: path, options: options)
    #expect(frame.rowCount == 17_919)
    #expect(frame.fields.count == 10)
    #expect(frame.fields[0].column.values[0] == 16527)
  }

  @Test func embeddedSets() throws {
    let folder = TemporaryFile.repository + "/scripts/data"
    let stocks = try CSVReader.read(path: folder + "/stocks5_daily.csv")
    #expect(stocks.rowCount == 12_154)
    #expect(stocks.axis.symbols == ["AAPL", "FB", "GOOG", "IBM", "MSFT"])
    #expect(stocks.axis.isDaily)
    let facebook = stocks.axis.segments[1]
    #expect(DateFormat.date(stocks.axis.times[facebook.rows.lowerBound]) == "2012-05-18")
    #expect(stocks.notes.isEmpty)
    let spx = try CSVReader.read(path: folder + "/spx_daily.csv")
    #expect(spx.rowCount == 5031)
    #expect(spx.fields[3].column.values[0] == 1228.10)
    #expect(spx.axis.known[0] - spx.axis.times[0] == Nanoseconds.day)
    let vix = try CSVReader.read(path: folder + "/vix_daily.csv")
    #expect(vix.fields[0].column.values.count(where: \.isNaN) == 46)
  }
}
