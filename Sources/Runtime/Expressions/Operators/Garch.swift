/// The volatility of a GARCH(1,1).
enum Garch: Operator {
  static let signature = Signature(
    "garch", group: OperatorGroup.volatility, "the volatility per bar of a GARCH(1,1)",
    details: """
      v[t] = omega + alpha (r[t-1] - mu)^2 + beta v[t-1]; garch(r) is sqrt(v). The parameters are those of maximum
      likelihood over the whole sample of each symbol, in features write fit(garch(r)): over the training rows, and
      filtered forward from the first row. ahead=0 is the volatility of the bar itself as known before it, ahead=1
      that of the next bar as known now. omega=, alpha=, beta= (and mu=) give the parameters instead: nothing is
      fitted. Before the first return stands the variance of the fitted rows. A symbol with fewer than 50 returns is
      missing. Unit: that of r. Warm-up: none. Source: Bollerslev (1986); Python `arch`.
      """,
    positionals: [Parameter("r", .series, "returns")],
    options: [
      Parameter(
        "ahead", .integer, default: .number(0), unit: "bars", in: 0...100_000,
        "bars ahead of the row whose volatility is meant"),
      meanOption,
      Parameter("omega", .number, default: .absent, unit: "r squared", "a given constant"),
      Parameter(
        "alpha", .number, default: .absent, unit: "fraction", in: 0...1,
        "a given weight of squared deviations"),
      Parameter(
        "beta", .number, default: .absent, unit: "fraction", in: 0...1,
        "a given weight of past variance"),
      Parameter("mu", .number, default: .absent, unit: "that of r", "a given mean; 0 unless given"),
    ],
    examples: [
      Example("garch(logret(close), omega=0.00001, alpha=0.08, beta=0.9)"),
      Example("fit(garch(logret(close), ahead=1))"), Example("garch(logret(close))"),
    ],
    keywords: ["conditional volatility", "arch", "bollerslev", "clustering"])

  static let meanOption = Parameter(
    "mean", .choice(["constant", "zero"]), default: .text("constant"), "the mean of the returns")

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (r, ahead) = (try call.column("r"), try call.integer("ahead", atLeast: 0))
    guard ["omega", "alpha", "beta", "mu"].contains(where: call.has) else {
      let hasMean = try call.text("mean") == "constant"
      let operation = GarchOperation(hasMean: hasMean, ahead: ahead)
      return .series(try Expression(operation, [r], origin: call.origin))
    }
    let operation = GivenGarch(model: try given(call), ahead: ahead)
    return .series(try Expression(operation, [r], origin: call.origin))
  }

  private static func given(_ call: OperatorCall) throws -> GarchModel {
    let (omega, alpha) = (try call.number("omega"), try call.number("alpha"))
    let (beta, mu) = (try call.number("beta"), try call.has("mu") ? call.number("mu") : 0)
    guard omega > 0 else {
      throw Failure("'omega' must be positive, not \(omega)", culprit: .parameter("omega"))
    }
    guard alpha >= 0, beta >= 0, alpha + beta < 1 else {
      throw Failure(
        "'alpha' and 'beta' must not be negative, and add up to less than 1",
        culprit: .parameter("alpha"))
    }
    return GarchModel(
      mu: mu, omega: omega, alpha: alpha, beta: beta, start: omega / (1 - alpha - beta))
  }
}
