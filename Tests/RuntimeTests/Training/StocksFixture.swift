@testable import Runtime

/// Four stocks' real daily bars with range volatility as feature and label, as in `two_stage.fml`.
enum Stocks {
  static func frame(_ symbols: [String] = ["AAPL", "GOOG", "IBM", "MSFT"]) throws -> Frame {
    var options = CSVOptions()
    options.by = "symbol"
    options.time = "date"
    options.symbols = symbols
    options.range.lower = TimePoint(wall: 12_662 * Fixture.day, isDay: true)  // 2004-09-01
    return try CSVReader.read(
      path: TemporaryFile.repository + "/scripts/data/stocks5_daily.csv", options: options)
  }

  static func volatility(_ frame: Frame) throws -> Expression {
    let call = OperatorCall(
      arguments: ["n": .number(1), "annualize": .boolean(false)], frame: frame)
    guard case .series(let series) = try Parkinson.build(call) else {
      throw Failure("parkinson is a series")
    }
    return series
  }

  static func dataset(_ frame: Frame, _ values: ColumnEvaluator) throws -> Dataset {
    let rv = try volatility(frame)
    return try Dataset(
      FeatureSet(name: "vol", frame: frame, features: [.init(name: "rv", expression: rv)]),
      targets: [Target(name: "next_vol", expression: .lag(rv, -1))],
      split: .fractions(train: 0.7, validation: 0.15, test: 0.15), values: values)
  }

  static func evaluator() -> ColumnEvaluator { ColumnEvaluator(threads: 1) }

  static func gsphar(_ lags: [Int] = [1, 5, 22]) throws -> ModelRecipe {
    try ModelRecipe(
      GspharNetwork.self, BoundOptions(["lags": .list(lags.map { .number(Double($0)) })]))
  }

  /// The smooth limit order of S1: `-mean(sigmoid(k (limit - low1) / close) gain)`.
  static func trade(hold: Double = 4, fee: Double = 0.0002, k: Double = 1000) -> Loss {
    let options = [
      Loss.Option("hold", hold), Loss.Option("fee", fee), Loss.Option("k", k),
    ]
    return Loss("trade", options: options) { context in
      let bars = try context.option("hold").staticValue.flatMap { Int(exactly: $0) } ?? 4
      let close = try context.bar("close")
      let one = Expression(constant: 1)
      let limit = try Expression.multiply(close, .subtract(one, context.prediction))
      let low = try Expression.lag(context.bar("low"), -1)
      let distance = try Expression.divide(.subtract(limit, low), close)
      let fill = try Expression.sigmoid(.multiply(context.option("k"), distance))
      let exit = try Expression.lag(close, -bars)
      let gross = try Expression.divide(.subtract(exit, limit), limit)
      let fees = try Expression.multiply(Expression(constant: 2), context.option("fee"))
      let gain = try Expression.subtract(gross, fees)
      let isFilled = try Expression.lessOrEqual(low, limit)
      return Loss.Graph(
        try .negate(context.mean(.multiply(fill, gain))),
        tracks: [("fill_rate", try context.mean(isFilled))])
    }
  }
}
