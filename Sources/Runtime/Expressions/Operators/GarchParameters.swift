/// The parameters of a GARCH(1,1).
enum GarchParameters: Operator {
  static let signature = Signature(
    "garch_fit", group: OperatorGroup.volatility,
    "the parameters of a GARCH(1,1): .mu .omega .alpha .beta",
    details: """
      Those of maximum likelihood over the whole sample, pooled over symbols; v[t] = omega + alpha (r[t-1] - mu)^2 +
      beta v[t-1]. Before the first return stands the variance of all. Missing for fewer than 50 returns. Unit: mu
      that of r, omega its square. Source: Bollerslev (1986); Python `arch`.
      """,
    positionals: [Parameter("r", .series, "returns")], options: [Garch.meanOption],
    examples: [Example("garch_fit(logret(close)).alpha"), Example("garch_fit(pct(close)).beta")],
    keywords: ["conditional volatility", "maximum likelihood", "arch"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (r, hasMean) = (try call.column("r"), try call.text("mean") == "constant")
    return .record(
      try GarchParameter.Name.allCases.map {
        (
          $0.rawValue,
          try Expression(GarchParameter(name: $0, hasMean: hasMean), [r], origin: call.origin)
        )
      })
  }
}
