import Runtime

/// `min_track_record(0.1, skew=-1)`: the returns it takes to trust a Sharpe ratio.
enum MinimumTrackRecord: Function {
  static let level = Parameter(
    "level", .number, default: .number(0.95), unit: "fraction", in: 0.5...0.999999,
    "the probability that is asked for")
  static let signature = Signature(
    "min_track_record", group: "evaluation",
    "the number of periods from which on a Sharpe ratio is above another one with a probability",
    details:
      "1 + (1 - skew sharpe + (kurtosis - 1) / 4 sharpe^2) (Phi^-1(level) / (sharpe - over))^2. "
      + "Missing where the ratio is not above the other one. Bailey and Lopez de Prado, The Sharpe "
      + "Ratio Efficient Frontier, Journal of Risk 2012.",
    positionals: [ProbabilisticSharpeRatio.sharpe],
    options: [
      ProbabilisticSharpeRatio.skew, ProbabilisticSharpeRatio.kurtosis,
      ProbabilisticSharpeRatio.over, level,
    ],
    examples: [Example("min_track_record(0.1)", prints: "272.907")],
    keywords: ["mintrl", "track record length", "significance"])

  static func call(_ call: CommandCall) throws -> Value {
    let ratio = ProbabilisticSharpe(
      sharpe: try call.number(ProbabilisticSharpeRatio.sharpe), count: 2,
      skew: try call.number(ProbabilisticSharpeRatio.skew),
      kurtosis: try call.number(ProbabilisticSharpeRatio.kurtosis))
    return .number(
      ratio.minimumTrackRecord(
        over: try call.number(ProbabilisticSharpeRatio.over), level: try call.number(level)))
  }
}
