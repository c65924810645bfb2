/// Weights without exposure to a column.
enum CrossNeutral: Operator {
  static let signature = Signature(
    "xneutral", group: OperatorGroup.decision,
    "takes the exposure to a column out of the weights of one time",
    details: """
      xneutral(x, f): the residuals of a least-squares fit of x on 1 and f over the symbols with a weight that is not
      0, so that sum(x) = 0 and sum(x f) = 0 at each time; others stay 0. Where f is missing the weight becomes 0; where
      it does not vary only the mean is taken out. In a loss all samples of the time take part.
      """,
    positionals: [.x, Parameter("f", .series, "the exposures, such as a beta")],
    options: [.by],
    examples: [Example("xneutral(xpick(pct(close, 20)), ols(pct(close), pct(open), 60).beta)")],
    keywords: ["beta neutral", "orthogonal", "hedge", "factor"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if let (x, groups) = try call.softGroups("xneutral") {
      guard case .loss(let sample) = call.scope else { return .series(x) }
      let f = try groups.centred(call.batched("f", sample))
      let mean = try groups.centred(x)
      let square = try Expression.maximum(
        groups.sum(.square(f)), Expression(constant: 1e-12))
      let slope = try Expression.divide(groups.sum(.multiply(mean, f)), square)
      return .series(try .subtract(mean, .multiply(slope, f)))
    }
    return .series(
      try call.crossStep("xneutral", [call.column("x"), call.column("f")]) {
        NeutralStep(isByLabel: $0)
      })
  }
}

struct NeutralStep: CrossStep {
  let isByLabel: Bool
  var key: String { "neutral(\(isByLabel))" }

  func step(
    _ values: [UnsafePointer<Double>], _ results: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let (x, f) = (values[0], values[1])
    let members = (0..<count).filter { x[$0] != 0 && !x[$0].isNaN && f[$0].isFinite }
    for place in 0..<count { results[place] = x[place].isNaN ? .nan : 0 }
    let size = Double(members.count)
    guard size > 1 else { return }
    let (a, b) = (
      members.reduce(0) { $0 + x[$1] } / size, members.reduce(0) { $0 + f[$1] } / size
    )
    var (cross, square) = (0.0, 0.0)
    for place in members {
      cross += (x[place] - a) * (f[place] - b)
      square += (f[place] - b) * (f[place] - b)
    }
    let slope = square > 1e-24 * b * b * size && square > 0 ? cross / square : 0
    for place in members { results[place] = x[place] - a - slope * (f[place] - b) }
  }
}
