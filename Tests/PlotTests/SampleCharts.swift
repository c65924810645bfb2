import Foundation

@testable import Plot

/// Deterministic data that look like prices, trainings and books.
enum SampleCharts {
  /// Numbers of about normal distribution from a linear congruential generator.
  struct Noise {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func uniform() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }

    mutating func normal() -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + uniform() }
    }
  }

  static let day: Int64 = 86_400_000_000_000

  /// Weekdays from 2004-09-01.
  static func days(_ count: Int) -> [Int64] {
    let start: Int64 = 12_662 * day
    return (0..<count).map { start + Int64($0 / 5 * 7 + $0 % 5) * day }
  }

  static func walk(_ count: Int, seed: UInt64, drift: Double, scale: Double) -> [Double] {
    var noise = Noise(seed: seed)
    return (0..<count).map { _ in drift + scale * noise.normal() }
  }

  static func line(rows: Int = 3500) throws -> Chart {
    let times =
      rows < 10_000 ? days(rows) : (0..<rows).map { 12_662 * day + Int64($0) * 60_000_000_000 }
    var level = 1100.0
    let price = walk(rows, seed: 7, drift: 0.0002, scale: 0.011).map { change in
      level *= 1 + change
      return level
    }
    var ratio = walk(rows, seed: 9, drift: 0, scale: 0.2).map { 1 + $0 }
    ratio.replaceSubrange(0..<60, with: Array(repeating: Double.nan, count: 60))
    return try LineChart.chart(
      of: .init(
        x: .times(times),
        lines: [
          .init("vol_ratio", ratio), .init("close", price, unit: "index points", side: .right),
        ], notes: ["first 60 rows missing: warm-up of vol_ratio"]))
  }

  static func intraday() throws -> Chart {
    let start: Int64 = 19_904 * day + 13 * 3600 * 1_000_000_000
    let times = (0..<390).map { start + Int64($0 + 30) * 60_000_000_000 }
    var level = 5460.25
    let prices = walk(390, seed: 3, drift: 0, scale: 1.2).map { change in
      level += change
      return level
    }
    return try LineChart.chart(
      of: .init(
        title: "ES, one session", x: .times(times),
        lines: [.init("close", prices, unit: "index points")]))
  }

  static func pnlInput(symbols: Int, rows: Int = 700) -> PnLChart.Input {
    let names = [
      "AAPL", "GOOG", "IBM", "MSFT", "AMZN", "NVDA", "JPM", "XOM", "KO", "GE", "T", "PFE",
    ]
    let columns = (0..<symbols).map {
      PnLChart.SymbolPnL(
        names[$0], walk(rows, seed: UInt64($0 + 11), drift: 0.4 - 0.1 * Double($0), scale: 12))
    }
    let total = (0..<rows).map { row in columns.reduce(0) { $0 + $1.values[row] } }
    return PnLChart.Input(
      title: "P&L of s2, limit_long(hold=4, fee=2bp), test part", times: days(rows),
      total: total, bySymbol: columns, facts: ["net Sharpe 0.82 +- 0.31", "fill rate 34%"])
  }

  static func loss() throws -> Chart {
    let epochs = (0..<12).map(Double.init)
    let train = epochs.map { (epoch: Double) -> Double in
      6.4e-5 * (0.62 + 0.9 * exp(-epoch / 2.2))
    }
    let validation = epochs.map { (epoch: Double) -> Double in
      let fall = 0.8 * exp(-epoch / 2)
      return 6.4e-5 * (0.66 + fall + 0.012 * max(0, epoch - 6))
    }
    let second = epochs.prefix(10).map { (epoch: Double) -> Double in
      -0.0011 - 0.0006 * (1 - exp(-epoch / 3))
    }
    let secondValidation = zip(second, epochs).map { $0 + 0.0002 + 0.00004 * $1 }
    return try LossChart.chart(
      of: .init(
        title: "Training of s1, then s2 on the same weights",
        stages: [
          .init(
            "s1", loss: "mse", train: train, validation: validation,
            learningRate: epochs.map { 1e-3 * pow(0.8, $0) }, bestEpoch: 7,
            baselines: [.init("persistence", 7.4e-5)], events: [.init(at: 3.6, "set lr 5e-4")]),
          .init(
            "s2", loss: "trade", train: second, validation: secondValidation,
            learningRate: Array(repeating: 5e-4, count: 10), bestEpoch: 4),
        ]))
  }

  static func histogram() throws -> Chart {
    var noise = Noise(seed: 5)
    let values = (0..<4200).map { row -> Double in
      let scale = row % 17 == 0 ? 0.028 : 0.009
      return row < 20 ? .nan : 0.0003 + scale * noise.normal()
    }
    return try HistogramChart.chart(of: .init("daily return", values: values, format: .percent))
  }

  static func coefficients(months: Int = 48) throws -> Chart {
    var noise = Noise(seed: 9)
    return try CoefficientChart.chart(
      of: .init(
        title: "IC of momentum with up5", times: (0..<months).map { Int64($0) * 30 * day },
        values: (0..<months).map { _ in 0.02 + 0.05 * noise.normal() }, period: "month",
        mean: 0.0201, facts: ["ir 0.312", "above 0 63.0%", "t 2.31"]))
  }

  static func autocorrelation() throws -> Chart {
    var noise = Noise(seed: 3)
    return try AutocorrelationChart.chart(
      of: .init(
        "pct(close)", coefficients: (0..<40).map { $0 == 0 ? -0.11 : 0.03 * noise.normal() },
        count: 1303))
  }

  static func all() throws -> [(name: String, chart: Chart)] {
    let pnl = pnlInput(symbols: 4)
    return try [
      ("line", try line()), ("intraday", try intraday()), ("pnl", try PnLChart.chart(of: pnl)),
      ("pnl_many", try PnLChart.chart(of: pnlInput(symbols: 12))),
      (
        "drawdown",
        try DrawdownChart.chart(
          of: .init(title: "Drawdown of s2, test part", times: pnl.times, total: pnl.total))
      ),
      ("loss", try loss()), ("hist", try histogram()), ("acf", try autocorrelation()),
      ("ic", try coefficients()),
    ] + evaluation()
  }
}
