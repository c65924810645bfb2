import Foundation

@testable import Plot

/// Charts of predictions, overfitting and whole books.
extension SampleCharts {
  static func scatter(rows: Int = 30_000) throws -> Chart {
    let x = walk(rows, seed: 21, drift: 1, scale: 0.3)
    let noise = walk(rows, seed: 22, drift: 0, scale: 0.011)
    let y = zip(x, noise).map { 0.004 * ($0 - 1) + $1 }
    return try ScatterChart.chart(
      of: .init(
        x: .init("vol_ratio", x), y: .init("pct(close, -5)", y, format: .percent)))
  }

  static func heatmap(size: Int) throws -> Chart {
    var noise = Noise(seed: 31)
    let names = (0..<size).map {
      ["close_r", "volume_z", "range_", "rank_vol_", "skew"][$0 % 5] + "\($0)"
    }
    var values = [Double](repeating: 1, count: size * size)
    for row in 0..<size {
      for column in 0..<row {
        let value = tanh(0.45 * noise.normal())
        values[row * size + column] = row == 3 && column == 1 ? .nan : value
        values[column * size + row] = values[row * size + column]
      }
    }
    return try HeatmapChart.chart(
      of: .init(
        title: "Correlation of \(size) features, train part", rows: names, columns: names,
        values: values, figure: "correlation", range: -1...1, facts: ["2,113 rows"]))
  }

  static func confusion() throws -> Chart {
    try ConfusionChart.chart(
      of: .init(
        title: "Confusion of s3, test part", classes: ["down", "flat", "up"],
        counts: [412, 201, 187, 160, 1254, 171, 133, 220, 462],
        facts: ["accuracy 66.5%", "base rate 49.5%", "balanced accuracy 61.6%"]))
  }

  static func roc() throws -> Chart {
    let rates = (0...200).map { Double($0) / 200 }
    let curves = [("down", 0.55), ("flat", 0.8), ("up", 0.42)].map { name, power in
      ROCChart.Curve(
        name, falsePositiveRate: rates, truePositiveRate: rates.map { pow($0, power) },
        area: 1 / (1 + power))
    }
    return try ROCChart.chart(
      of: .init(title: "ROC of s3, test part", curves: curves, facts: ["macro AUC 0.631"]))
  }

  static func calibration() throws -> Chart {
    var noise = Noise(seed: 41)
    let bins = (0..<12).map { bin -> CalibrationChart.Bin in
      let middle = 0.42 + 0.015 * Double(bin)
      let count = Int(900 * exp(-pow((middle - 0.505) / 0.035, 2)))
      let share = 0.5 + 0.6 * (middle - 0.5) + 0.012 * noise.normal()
      return .init(
        lower: middle - 0.0075, upper: middle + 0.0075, mean: middle, count: count,
        hits: Int(Double(count) * share))
    }
    return try CalibrationChart.chart(
      of: .init(
        title: "Calibration of up5, test part", bins: bins,
        facts: ["Brier 0.2487 (base rate 0.2499)", "expected calibration error 1.2%"]))
  }

  static func turnover(rows: Int = 1500) throws -> Chart {
    var noise = Noise(seed: 51)
    let traded = (0..<rows).map { _ in max(0.35 + 0.16 * noise.normal(), 0) }
    return try TurnoverChart.chart(
      of: .init(
        title: "Turnover of bt", times: days(rows), turnover: traded,
        costs: traded.map { $0 * 0.0004 }, facts: ["costs 3.5% a year", "holding 2.9 days"]))
  }

  static func fill() throws -> Chart {
    let groups = (0..<10).map { group -> FillChart.Group in
      let depth = 0.0006 + 0.0011 * Double(group)
      let fill = exp(-depth / 0.004)
      return .init(
        depth: depth, orders: 240 - 3 * group, hardFill: fill, softFill: fill * 0.95 + 0.02,
        hardProfit: fill * (depth - 0.0012), softProfit: fill * (depth - 0.0010) * 0.96)
    }
    return try FillChart.chart(
      of: .init(
        title: "Fills of s2, test part", groups: groups,
        facts: ["2,265 orders", "filled 31.4% (soft 32.0%)"]))
  }

  static func logits() throws -> Chart {
    var noise = Noise(seed: 61)
    let logits = (0..<12_870).map { _ -> Double in
      let rank = min(max(0.62 + 0.26 * noise.normal(), 0.02), 0.98)
      return log(rank / (1 - rank))
    }
    return try LogitChart.chart(
      of: .init(
        title: "Backtest overfitting of 48 trials, 16 blocks", logits: logits,
        facts: ["PBO 0.31 (noise of this shape: 0.22 to 0.78)", "p(loss) 0.12"]))
  }

  static func degradation() throws -> Chart {
    var noise = Noise(seed: 71)
    let inSample = (0..<12_870).map { _ in 1.6 + 0.3 * noise.normal() }
    let outOfSample = inSample.map { 1.9 - 0.8 * $0 + 0.5 * noise.normal() }
    return try DegradationChart.chart(
      of: .init(
        title: "Degradation of the chosen trial, 12,870 splits", inSample: inSample,
        outOfSample: outOfSample, facts: ["slope -0.801", "R2 0.190", "p(loss) 0.153"]))
  }

  static func dominance() throws -> Chart {
    try DominanceChart.chart(
      of: .init(
        title: "Chosen trials against all", chosen: walk(4000, seed: 81, drift: 0.45, scale: 0.5),
        all: walk(20_000, seed: 82, drift: 0.1, scale: 0.7),
        facts: ["first-order dominance no", "second-order yes"]))
  }

  static func placebo() throws -> Chart {
    try PlaceboChart.chart(
      of: .init(
        title: "Placebos of s2: labels shuffled in blocks of 20", figure: "Sharpe ratio",
        values: walk(500, seed: 91, drift: 0.05, scale: 0.4), actual: 1.24))
  }

  static func stress() throws -> Chart {
    try StressChart.chart(
      of: .init(
        title: "Stress of bt", figure: "net Sharpe ratio", base: 0.94,
        cases: [
          .init("cost x2", 0.61), .init("cost x4", -0.08), .init("delay 1", 0.72),
          .init("delay 2", 0.33), .init("half the fills", 0.41),
          .init("without the best 5 days", 0.38), .init("without 2020", 0.88),
          .init("spread of the worst decile", .nan),
        ], facts: ["4 of 8 cases keep half of the figure"]))
  }

  static func tearsheet(rows: Int = 1750) throws -> Chart {
    let gross = walk(rows, seed: 101, drift: 0.0006, scale: 0.007)
    let traded = walk(rows, seed: 102, drift: 0.3, scale: 0.1).map { max($0, 0) }
    let net = zip(gross, traded).map { $0 - 0.0006 * $1 }
    let long = walk(rows, seed: 103, drift: 0.62, scale: 0.08)
    let short = walk(rows, seed: 104, drift: -0.4, scale: 0.06)
    return try TearsheetChart.chart(
      of: .init(
        title: "Tear sheet of bt: limit_long(hold=4, fee=2bp), test part", times: days(rows),
        net: net, gross: gross,
        benchmark: .init("SPX", returns: walk(rows, seed: 105, drift: 0.0003, scale: 0.009)),
        long: long, short: short, exposure: zip(long, short).map { $0 + $1 }, turnover: traded,
        facts: [
          "net 9.8% a year", "volatility 11.1%", "Sharpe 0.88 +- 0.38", "Sortino 1.21",
          "max drawdown -17.2%", "Calmar 0.57", "hit rate 52.1%", "beta 0.03", "skew -0.21",
          "costs 4.4% a year",
        ],
        notes: [
          "48 trials were looked at; deflated Sharpe ratio 0.71 (0.95 is wanted)",
          "probability of backtest overfitting 0.31",
        ]))
  }

  static func months(rows: Int = 2600) throws -> Chart {
    try MonthChart.chart(
      of: .init(
        title: "Monthly net returns of bt", times: days(rows),
        returns: walk(rows, seed: 111, drift: 0.0004, scale: 0.008),
        facts: ["best month +9.1%", "worst -7.4%"]))
  }

  static func evaluation() throws -> [(name: String, chart: Chart)] {
    [
      ("scatter", try scatter()), ("heatmap", try heatmap(size: 12)),
      ("heatmap_many", try heatmap(size: 47)), ("confusion", try confusion()),
      ("roc", try roc()), ("calibration", try calibration()), ("turnover", try turnover()),
      ("fill", try fill()), ("logits", try logits()), ("degradation", try degradation()),
      ("dominance", try dominance()), ("placebo", try placebo()), ("stress", try stress()),
      ("tearsheet", try tearsheet()), ("months", try months()),
    ]
  }
}
