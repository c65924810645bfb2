import Foundation
import Testing

@testable import Runtime

/// Agreement with pandas, TA-Lib, scipy and arch over whole sets: `Tests/Reference/sets.py` made the
/// numbers, of which some rows are kept.
@Suite struct SetReferenceTests {
  static let isThere: ConditionTrait = .enabled(
    if: CSVSetsTests.folder != nil, "FML_DATA is not set")

  /// Some rows of reference columns.
  struct Table {
    let comments: [Substring]
    let rows: [Int]
    let columns: [(header: String, values: [Double])]

    init(_ name: String) throws {
      let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Reference/sets_\(name).csv").standardized
      let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      comments = lines.filter { $0.hasPrefix("#") }
      let cells = lines.filter { !$0.hasPrefix("#") }
        .map { $0.split(separator: ";", omittingEmptySubsequences: false) }
      rows = cells.dropFirst().compactMap { Int($0[0]) }
      columns = (cells.first ?? []).enumerated().dropFirst().map { place, header in
        (String(header), cells.dropFirst().map { Double($0[place]) ?? .nan })
      }
    }

    /// The numbers of the comment that begins with a word.
    func numbers(_ word: String) -> [Double] {
      comments.first { $0.hasPrefix("# \(word) ") }?.split(separator: " ")
        .compactMap { Double($0) } ?? []
    }
  }

  private func frame(_ file: String) throws -> Frame {
    try CSVReader.read(path: try #require(CSVSetsTests.folder) + "/" + file)
  }

  @Test(
    isThere,
    arguments: [
      ("es5m", "es_fut_5m_vol_2024_2025.csv.gz"), ("spy1h", "spy_1h_1998_2021.csv.gz"),
      ("sp500", "sp500_stocks_daily_2015_2020.csv.gz"),
    ])
  func agrees(_ name: String, _ file: String) throws {
    let (table, frame) = (try Table(name), try frame(file))
    #expect(table.rows.count > 80 && table.columns.count >= 4)
    let evaluator = ColumnEvaluator()
    for (header, expected) in table.columns {
      let found = try evaluator.values(of: ExampleReader.expression(header, on: frame))
      let scale = expected.filter { !$0.isNaN }.map(abs).max() ?? 0
      #expect(scale > 0, "\(header)")
      let isEarlier = OperatorReferenceTests.earlier.contains(header)
      for (row, number) in zip(table.rows, expected) {
        let agrees =
          number.isNaN
          ? found[row].isNaN || isEarlier
          : abs(found[row] - number) <= 1e-9 * abs(number) + 1e-12 * scale
        #expect(agrees, "\(header): row \(row) \(found[row]), not \(number)")
        if !agrees { break }
      }
    }
  }

  /// The mean and spread of daily Spearman coefficients over 482 stocks.
  @Test(isThere) func coefficientOfASignal() throws {
    let frame = try frame("sp500_stocks_daily_2015_2020.csv.gz")
    let values = try ColumnEvaluator().values(of: [
      ExampleReader.expression("pct(close, 5)", on: frame),
      ExampleReader.expression("lead(pct(close), 1)", on: frame),
    ])
    let figure = InformationCoefficient(
      signal: values[0], target: values[1], axis: frame.axis, isRank: true
    ).figure()
    let expected = try Table("sp500").numbers("ic")
    #expect(figure.count == Int(expected[0]))
    #expect(abs(figure.mean - expected[1]) < 1e-9)
    #expect(abs(figure.deviation - expected[2]) < 1e-9)
  }

  @Test(isThere) func garchOfHours() throws {
    let bitcoin = try frame("crypto6_1h_2023h2.csv.gz").symbol("BTCUSDT")
    let returns = try ExampleReader.expression("100 * pct(close)", on: bitcoin)
    let x = try ColumnEvaluator().values(of: returns).filter { !$0.isNaN }
    let table = try Table("garch_btc1h")
    let expected = table.numbers("constant")
    let fit = try #require(try GarchFit.model(of: [GarchRun(x)]))
    for (value, expected) in zip([fit.mu, fit.omega, fit.alpha, fit.beta], expected) {
      #expect(abs(value - expected) < 1e-3)
    }
    let mean = x.reduce(0, +) / Double(x.count)
    let start = x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(x.count)
    let model = GarchModel(
      mu: expected[0], omega: expected[1], alpha: expected[2], beta: expected[3], start: start)
    let variance = try ColumnEvaluator().values(
      of: Expression(GivenGarch(model: model, ahead: 0), [returns]))
    let column = try #require(table.columns.first)
    for (row, number) in zip(table.rows, column.values) {
      // The first return has no row before it.
      let found = variance[row + 1] * variance[row + 1]
      #expect(abs(found - number) < 1e-6, "row \(row)")
    }
  }
}
