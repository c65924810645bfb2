import Runtime

/// `psr(0.1, 252, skew=-1, kurtosis=6)`: how likely a Sharpe ratio is above another one.
enum ProbabilisticSharpeRatio: Function {
  static let sharpe = Parameter("sharpe", .number, "mean / sd per period, not annualised")
  static let count = Parameter(
    "count", .integer, unit: "periods", in: 2...1e12, "number of returns")
  static let skew = Parameter("skew", .number, default: .number(0), "of the returns")
  static let kurtosis = Parameter(
    "kurtosis", .number, default: .number(3), in: 1...1e9,
    "raw, 3 of a normal distribution; the excess kurtosis is 3 lower")
  static let over = Parameter(
    "over", .number, default: .number(0), "the ratio to be above, per period")
  static let signature = Signature(
    "psr", group: "evaluation", "the probability that a true Sharpe ratio is above another one",
    details:
      "Phi((sharpe - over) sqrt(count - 1) / sqrt(1 - skew sharpe + (kurtosis - 1) / 4 sharpe^2)), "
      + "of independent returns. Missing for moments that no returns have. Bailey and Lopez de "
      + "Prado, The Sharpe Ratio Efficient Frontier, Journal of Risk 2012.",
    positionals: [sharpe, count], options: [skew, kurtosis, over],
    examples: [
      Example("psr(0.1, 252)", prints: "0.942987"),
      Example("psr(1.2 / sqrt(252), 504, skew=-0.5, kurtosis=6)"),
    ],
    keywords: ["probabilistic sharpe ratio", "significance", "deflated"])

  static func call(_ call: CommandCall) throws -> Value {
    let ratio = ProbabilisticSharpe(
      sharpe: try call.number(sharpe), count: try call.integer(count),
      skew: try call.number(skew), kurtosis: try call.number(kurtosis))
    return .number(ratio.probability(over: try call.number(over)))
  }
}
