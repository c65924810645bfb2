import Foundation
import Testing

@testable import Runtime

/// The defects that the sets are known to have are found.
@Suite struct GapsSetsTests {
  static let isThere: ConditionTrait = .enabled(
    if: CSVSetsTests.folder != nil, "FML_DATA is not set")

  static func audit(_ file: String) throws -> Gaps {
    let folder = try #require(CSVSetsTests.folder)
    return try Gaps(CSVReader.read(path: "\(folder)/\(file)"))
  }

  @Test(isThere) func crypto38() throws {
    let gaps = try Self.audit("crypto38_1h_2021_2023.csv.gz")
    #expect(gaps.calendar == .continuous)
    let starts = gaps.gaps.map { DateFormat.label($0.after, on: gaps.axis) }
    #expect(
      starts == [
        "2021-04-20 01:00", "2021-04-25 04:00", "2021-08-13 01:00", "2021-09-29 06:00",
        "2023-03-24 12:00",
      ])
    #expect(gaps.gaps.map(\.bars) == [2, 3, 4, 2, 1])
    #expect(gaps.bars.zeroVolume.count == 38)
    #expect(gaps.findings.contains("38 bars without volume, all at 2023-03-24 12:00"))
    #expect(
      gaps.findings.contains { $0.hasPrefix("symbols start at 2 different times") })
    #expect(gaps.findings.contains { $0.contains("2023-12-30 19:00 (BTCUSDT)") })
    #expect(gaps.shortHistories.isEmpty)
  }

  @Test(isThere) func crypto6HasNoGaps() throws {
    let gaps = try Self.audit("crypto6_1h_2023h2.csv.gz")
    #expect(gaps.gaps.isEmpty)
    #expect(gaps.histories.allSatisfy { $0.missing == 0 })
  }

  @Test(isThere) func stocksOfTheIndex() throws {
    let gaps = try Self.audit("sp500_stocks_daily_2015_2020.csv.gz")
    #expect(gaps.bars.duplicates.count == 3)
    #expect(gaps.bars.badBars.count == 3)
    #expect(gaps.bars.zeroVolume.count == 435)
    #expect(gaps.bars.notPositive.count == 1)
    #expect(gaps.findings.contains { $0.contains("the largest BHF 2017-07-05 1191900.0%") })
    #expect(
      gaps.findings.contains(
        "31 of 482 symbols have fewer rows than the longest history, 1,259"))
  }

  @Test(isThere) func volatilityIndex() throws {
    let gaps = try Self.audit("vix_daily_ohlc_1990_2026.csv.gz")
    #expect(gaps.bars.badBars.count == 47)
    #expect(gaps.calendar == .weekdays)
  }

  @Test(isThere) func minuteBars() throws {
    let ninja = try Self.audit("es_0325_1m_ninja.txt.gz")
    #expect(ninja.strayRows == 6)
    #expect(try Self.audit("us_stocks_1m_2022.csv.gz").bars.zeroVolume.count == 130)
    let realised = try Self.audit("oxfordman_rv5_sqrt_24.csv.gz")
    #expect(realised.bars.zeros.reduce(0) { $0 + $1.count } == 5)
  }

  @Test(isThere) func breaksOfTheFuture() throws {
    let gaps = try Self.audit("nq_fut_1m_2019_2022.csv.gz")
    #expect(gaps.breaks == 2298)
    #expect(gaps.calendar == .sessions)
    #expect(gaps.bars.zeroVolume.isEmpty)
    #expect(gaps.findings.contains { $0.hasPrefix("2,298 breaks longer than 1min in all") })
  }

  @Test(isThere) func oneMissingCell() throws {
    let gaps = try Self.audit("spx_vix_daily_1999_2018.csv.gz")
    #expect(gaps.missing.map(\.name) == ["vix"] && gaps.missing.map(\.count) == [1])
    #expect(gaps.findings.contains("missing cells: vix 1"))
  }

  /// What `load` says of every set.
  static let notes: [(file: String, rhythm: String, sentence: String?)] = [
    ("crypto20_rv_1h_2024_2025.csv.gz", "every 1h round the clock", nil),
    (
      "crypto38_1h_2021_2023.csv.gz", "every 1h round the clock",
      "37 symbols with fewer rows than the longest, 5 gaps, 38 bars without volume, "
        + "83 outlier returns"
    ),
    ("crypto6_1h_2023h2.csv.gz", "every 1h round the clock", "8 outlier returns"),
    (
      "es_0325_1m_ninja.txt.gz", "every 1min in sessions on weekdays",
      "76 gaps, 6 rows at weekends, 10 outlier returns"
    ),
    (
      "es_fut_1m_2024_2025.csv.gz", "every 1min in sessions on weekdays",
      "86 gaps, 135 outlier returns"
    ),
    (
      "es_fut_1m_contracts_2013_2020.csv.gz", "every 1min in sessions on weekdays",
      "7 symbols with fewer rows than the longest, 203 gaps, 47 bars without volume, "
        + "15 outlier returns"
    ),
    (
      "es_fut_5m_vol_2024_2025.csv.gz", "every 5min in sessions on weekdays",
      "10 gaps, 30 outlier returns"
    ),
    ("gsphar_crypto20_rv_pred_true_1h.csv.gz", "every 1h round the clock", nil),
    (
      "nq_fut_1m_2019_2022.csv.gz", "every 1min in sessions on weekdays",
      "1,392 gaps, 234 outlier returns"
    ),
    ("oxfordman_rv5_sqrt_24.csv.gz", "every 1d on weekdays", "189 gaps"),
    ("phase4_daily.csv", "every 1d on weekdays", nil),
    ("spx_vix_daily_1999_2018.csv.gz", "every 1d on weekdays", "1 gap, 1 missing cell"),
    ("spy_1h_1998_2021.csv.gz", "every 1h in sessions on weekdays", "2 gaps, 2 outlier returns"),
    (
      "us_stocks_1m_2022.csv.gz", "every 1min in sessions on weekdays",
      "143 symbols with fewer rows than the longest, 1 gap, 130 bars without volume, "
        + "388 outlier returns"
    ),
    (
      "vix_daily_ohlc_1990_2026.csv.gz", "every 1d on weekdays",
      "1 gap, 47 bars with open or close outside low..high"
    ),
  ]

  @Test(isThere, arguments: notes)
  func loadSays(_ file: String, _ rhythm: String, _ sentence: String?) throws {
    let folder = try #require(CSVSetsTests.folder)
    let frame = try CSVReader.read(path: "\(folder)/\(file)")
    let audit = try LoadAudit(frame)
    #expect(audit.rhythm == rhythm)
    #expect(audit.sentence == sentence)
    // It counts what gaps finds.
    let gaps = try Gaps(frame)
    let found = gaps.gaps.count
    #expect((sentence ?? "").contains("\(NumberFormat.count(found)) gap") == (found > 0))
    let outliers = gaps.bars.outliers.count
    #expect((sentence ?? "").contains("\(outliers) outlier return") == (outliers > 0))
  }

  /// What `clean` takes away is what `gaps` found.
  @Test(isThere) func cleanedStocksOfTheIndex() throws {
    let folder = try #require(CSVSetsTests.folder)
    let frame = try CSVReader.read(path: "\(folder)/sp500_stocks_daily_2015_2020.csv.gz")
    var rules = CleanRules()
    (rules.duplicates, rules.bars, rules.zeroVolume) = (.last, .drop, .nan)
    (rules.notPositive, rules.outliers, rules.leastRows) = (.drop, .reversal, 1259)
    #expect(
      try LoadAudit(frame).sentence
        == "31 symbols with fewer rows than the longest, 3 bars with open or close outside low..high, "
        + "1 bar with a price not above zero, 435 bars without volume, 22 outlier returns")
    let clean = try Clean(frame, rules: rules)
    let counts = Dictionary(clean.steps.map { ($0.rule, $0.count) }) { first, _ in first }
    // Two of three: the third repeats a key with prices of zero, and went before.
    #expect(counts["dupes=last"] == 2 && counts["prices=drop"] == 1)
    #expect(counts["outliers=reversal"] == 108)
    let audit = try Gaps(clean.frame)
    #expect(audit.bars.duplicates.isEmpty && audit.bars.badBars.isEmpty)
    #expect(audit.bars.notPositive.isEmpty && audit.bars.zeroVolume.isEmpty)
    #expect(audit.findings.contains { $0.contains("BHF") } == false)
  }

  @Test func embedded() throws {
    let folder = TemporaryFile.repository + "/scripts/data"
    let gaps = try Gaps(CSVReader.read(path: "\(folder)/stocks5_daily.csv"))
    #expect(gaps.calendar == .weekdays)
    #expect(gaps.shortHistories.map(\.symbol) == ["FB", "GOOG"])
    #expect(
      gaps.findings.contains(
        "FB starts late, 2012-05-18: 6.0% of the rows of the longest history"))
    #expect(gaps.gaps.map { DateFormat.date($0.after) } == ["2001-09-10"])
    let vix = try Gaps(CSVReader.read(path: "\(folder)/vix_daily.csv"))
    #expect(vix.findings == ["missing cells: vix 46"])
  }
}
