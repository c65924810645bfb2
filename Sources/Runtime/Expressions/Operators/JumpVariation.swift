/// The part of the variance of returns that jumps make.
enum JumpVariation: Operator {
  static let signature = Signature(
    "jump", group: OperatorGroup.volatility, "the variance of returns that jumps make",
    details: """
      jump(r, n) = max(0, sum(r^2, n) - bipower(r, n)). A variance over n bars. Unit: a squared fraction.
      Warm-up: n - 1 bars. Source: Barndorff-Nielsen and Shephard (2004).
      """,
    positionals: [Parameter("r", .series, "returns"), .bars("the window, at least 2")],
    examples: [Example("jump(logret(close), 20)")],
    keywords: ["bipower", "realized", "variation"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let r = try call.column("r")
    let variance = try Expression.rollingSum(.square(r), call.integer("n", atLeast: 2))
    let smooth = try BipowerVariation.build(call).expression
    return .series(try .relu(.subtract(variance, smooth), origin: call.origin))
  }
}
