import Runtime

/// `min_backtest_length(45, 1)`: the years of data that so many trials need.
enum MinimumBacktestLength: Function {
  static let sharpe = Parameter("sharpe", .number, "Sharpe ratio per year")
  static let signature = Signature(
    "min_backtest_length", group: "evaluation",
    "the years of data below which the best of n trials shows a Sharpe ratio without skill",
    details:
      "(expected_max(n) / sharpe)^2 years. Missing for a ratio that is not positive. Bailey, Borwein, "
      + "Lopez de Prado and Zhu, Pseudo-Mathematics and Financial Charlatanism, Notices of the AMS "
      + "2014.",
    positionals: [ExpectedMaximumSharpe.trials, sharpe],
    examples: [Example("min_backtest_length(45, 1)", prints: "4.99809")],
    keywords: ["minbtl", "overfitting", "multiple testing"])

  static func call(_ call: CommandCall) throws -> Value {
    .number(
      ExpectedMaximum.minimumBacktestLength(
        trials: try call.number(ExpectedMaximumSharpe.trials),
        annualSharpe: try call.number(sharpe)))
  }
}
