/// Weights of all symbols by their rank.
enum CrossTilt: Operator {
  static let signature = Signature(
    "xtilt", group: OperatorGroup.decision,
    "the rank among the symbols at the same time about its mean, missing ones 0",
    details: """
      xtilt(x) = xrank(x, center=true), 0 where x is missing; sums to zero at each time. In a loss the rank is soft
      (t), so that gradients flow.
      """,
    positionals: [.x],
    options: [
      .leastMembers, .by,
      Parameter(
        "t", .number, default: .number(0.1), unit: "standard deviations", in: 1e-6...1e6,
        "temperature of the soft ranks in a loss"),
    ],
    examples: [Example("xtilt(pct(close, 20))")], keywords: ["rank weights", "long-short"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    if let (x, groups) = try call.softGroups("xtilt") {
      return .series(
        try groups.centred(groups.softShare(x, temperature: call.number("t"))))
    }
    let least = try call.integer("min", atLeast: 1)
    return .series(
      try call.crossStep("xtilt", [call.column("x")]) { TiltStep(least: least, isByLabel: $0) })
  }
}

/// - Complexity: O(n log n) per time.
struct TiltStep: CrossStep {
  let least: Int
  let isByLabel: Bool
  var key: String { "tilt(\(least),\(isByLabel))" }

  func step(
    _ values: [UnsafePointer<Double>], _ results: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let known = (0..<count).filter { !values[0][$0].isNaN }
    for place in 0..<count { results[place] = known.count < least ? .nan : 0 }
    guard known.count >= least, !known.isEmpty else { return }
    let ranks = Ranking.average(known.map { values[0][$0] })
    let size = Double(known.count)
    for (place, rank) in zip(known, ranks) { results[place] = (rank - (size + 1) / 2) / size }
  }
}
