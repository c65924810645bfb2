import Runtime

/// `expected_max(100)`: what the best of so many trials shows without skill, in standard deviations.
enum ExpectedMaximumSharpe: Function {
  static let trials = Parameter(
    "n", .number, unit: "trials", in: 1...1e15, "independent trials; may be fractional")
  static let signature = Signature(
    "expected_max", group: "evaluation",
    "the mean of the largest of n standard normal numbers: what the best trial shows without skill",
    details:
      "(1 - g) Phi^-1(1 - 1 / n) + g Phi^-1(1 - 1 / (n e)) with Euler's constant g; 0 for one trial. "
      + "Times the sd of the trials' Sharpe ratios it is the ratio to beat. Too low below five "
      + "trials (0.52 for 0.56 at two). Bailey and Lopez de Prado, The Deflated Sharpe Ratio, Journal "
      + "of Portfolio Management 2014.",
    positionals: [trials], examples: [Example("expected_max(100)", prints: "2.5306")],
    keywords: ["deflated sharpe", "multiple testing", "best of n", "expected maximum"])

  static func call(_ call: CommandCall) throws -> Value {
    .number(ExpectedMaximum.value(trials: try call.number(trials)))
  }
}
