extension Parameter {
  /// Groups of a batch.
  static let groupBy = Parameter(
    "by", .series, default: .absent,
    "each value is a group of its own: session(x) for days, or a category")
  static let groupMinimum = Parameter(
    "min", .integer, default: .number(2), unit: "members", in: 1...1e9,
    "groups with fewer members do not count")
  static let temperature = Parameter(
    "t", .series, default: .number(1), unit: "that of x, or standard deviations",
    "temperature: small values come near to exact ranks")
  static let temperatureUnit = Parameter(
    "unit", .choice(["value", "sd"]), default: .text("value"),
    "sd: t counts standard deviations of x within the group")
}

extension OperatorCall {
  /// The groups of a batch: all samples, the symbols of each date where a sample is a date, and of
  /// these the ones of equal `by=`.
  func batchGroups(_ sample: [Int]) throws -> SampleGroups {
    try SampleGroups(
      mask: batchMask(sample), block: Self.block(sample),
      codes: has("by") ? groupCodes(sample) : nil, minimum: groupMinimum())
  }

  /// The groups of samples of the same time: each date where a sample is a date, else the rows of
  /// the batch that share their time; with `by=` split by label.
  func timeGroups(_ sample: [Int], for name: String) throws -> SampleGroups {
    if sample.count > 1 { return try batchGroups(sample) }
    // Of one symbol every sample has a time of its own.
    if name == CrossMean.signature.name, let axis = frame?.axis, !axis.isPanel, !has("by") {
      return try SampleGroups(mask: batchMask(sample), block: 1, minimum: groupMinimum())
    }
    let slots = try crossSectionSlots(of: frame?.axis, for: name)
    return try SampleGroups(
      mask: batchMask(sample), block: Self.block(sample),
      codes: .gathered(slots, shape: sample), minimum: groupMinimum())
  }

  /// `x / t`, with `unit=sd` in standard deviations of x within its group.
  ///
  /// - Parameter deviation: the standard deviation of x within its group, 0 where all are equal.
  func tempered(_ x: Expression, deviation: () throws -> Expression) throws -> Expression {
    let temperature = try series("t")
    guard temperature.type.shape == .scalar, temperature.staticValue.map({ $0 > 0 }) ?? true else {
      throw Failure("'t' must be a number above 0", culprit: .parameter("t"))
    }
    guard try text("unit") == "sd" else { return try .divide(x, temperature) }
    let spread = try deviation()
    let isSpread = try Expression.greater(spread, Expression(constant: 0))
    let unit = try Expression.select(isSpread, spread, Expression(constant: 1))
    return try .divide(x, .multiply(unit, temperature))
  }

  private static func block(_ sample: [Int]) -> Int {
    sample.count > 1 ? sample[sample.count - 1] : sample.reduce(1, *)
  }

  private func groupMinimum() throws -> Int {
    has("min") ? try integer("min", atLeast: 1) : 1
  }

  private func groupCodes(_ sample: [Int]) throws -> Expression {
    let labels = try column("by")
    if case .category = labels.type.element { return try .gathered(labels, shape: sample) }
    return try .gathered(Expression(GroupCodes(), [labels]), shape: sample)
  }
}
