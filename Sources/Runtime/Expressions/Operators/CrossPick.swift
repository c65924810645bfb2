import CKernels

/// Weights of the symbols with the highest and with the lowest values.
enum CrossPick: Operator {
  static let signature = Signature(
    "xpick", group: OperatorGroup.decision,
    "equal weights of the symbols with the highest and the lowest values at the same time",
    details: """
      xpick(x, top, bottom): of n known values the floor(top n) highest get equal parts of long, the floor(bottom n)
      lowest of -short, one at least where the share is above 0; the others, and missing ones, get 0. Of equal values
      the first symbols are taken. In a loss ranks are soft (t) and the edges smooth: weights by
      sigmoid((rank - (1 - top)) / 0.05).
      """,
    positionals: [.x],
    options: [
      Parameter(
        "top", .number, default: .number(0.2), unit: "fraction", in: 0...1, "share that is bought"),
      Parameter(
        "bottom", .number, default: .number(0.2), unit: "fraction", in: 0...1,
        "share that is sold"),
      Parameter(
        "long", .number, default: .number(1), unit: "of the equity", in: 0...1e6,
        "sum of the longs"),
      Parameter(
        "short", .number, default: .number(1), unit: "of the equity", in: 0...1e6,
        "sum of the shorts"),
      .leastMembers, .by,
      Parameter(
        "t", .number, default: .number(0.1), unit: "standard deviations", in: 1e-6...1e6,
        "temperature of the soft ranks in a loss"),
    ],
    examples: [Example("xpick(pct(close, 20), top=0.1, bottom=0.1)")],
    keywords: ["quantile", "decile", "quintile", "long-short", "portfolio"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (top, bottom) = (try call.fraction("top"), try call.fraction("bottom"))
    let (long, short) = (try call.number("long"), try call.number("short"))
    if let (x, groups) = try call.softGroups("xpick") {
      let rank = try groups.softShare(x, temperature: call.number("t"))
      let over = try weights(
        .subtract(rank, number(1 - top)), groups, sum: top > 0 ? long : 0)
      let under = try weights(
        .subtract(number(bottom), rank), groups, sum: bottom > 0 ? short : 0)
      return .series(try .subtract(over, under))
    }
    let least = try call.integer("min", atLeast: 1)
    return .series(
      try call.crossStep("xpick", [call.column("x")]) {
        PickStep(
          top: top, bottom: bottom, long: long, short: short, least: least, isByLabel: $0)
      })
  }

  /// Parts of a sum by how far a rank lies beyond an edge.
  private static func weights(
    _ distance: Expression, _ groups: SampleGroups, sum: Double
  ) throws -> Expression {
    let parts = try Expression.sigmoid(.divide(distance, number(0.05)))
    let share = try Expression.divide(
      number(sum), .maximum(groups.sum(parts), number(1e-9)))
    return try .multiply(parts, share)
  }

  private static func number(_ value: Double) -> Expression { Expression(constant: value) }
}

extension SampleGroups {
  /// Soft ranks as shares of their group, in 0...1.
  ///
  /// - Parameter temperature: In standard deviations of the group.
  func softShare(_ x: Expression, temperature: Double) throws -> Expression {
    let spread = try deviation(x)
    let isSpread = try Expression.greater(spread, Expression(constant: 0))
    let unit = try Expression.select(isSpread, spread, Expression(constant: 1))
    let scaled = try Expression.divide(
      x, .multiply(unit, Expression(constant: temperature)))
    return try .divide(softRank(scaled), .maximum(count, Expression(constant: 1)))
  }
}

/// - Complexity: O(rows).
struct PickStep: CrossStep {
  let top: Double
  let bottom: Double
  let long: Double
  let short: Double
  let least: Int
  let isByLabel: Bool
  var key: String { "pick(\(top),\(bottom),\(long),\(short),\(least),\(isByLabel))" }

  func step(
    _ values: [UnsafePointer<Double>], _ results: UnsafeMutablePointer<Double>, _ count: Int
  ) {
    let room = count + 8
    // Unsafe: the kernel writes `room` numbers of each half.
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * room) { scratch in
      var job = fml_pick_job(
        values: values[0], weights: results, known: scratch.baseAddress,
        scratch: scratch.baseAddress.map { $0 + room }, count: Int64(count),
        least: Int64(least), top: top, bottom: bottom, longs: long, shorts: short)
      fml_table_double().pointee.pick(&job)
    }
  }
}
