extension OperatorCall {
  /// A statistic over a window, over the whole sample, or over the batch of a loss.
  ///
  /// - Parameters:
  ///   - names: The parameters it is taken of.
  ///   - batch: Builds the statistic of tensors under a mask, for a loss.
  func aggregate(
    _ statistic: any AggregateStatistic, of names: [String],
    batch: (_ inputs: [Expression], _ mask: Expression) throws -> Expression
  ) throws -> OperatorResult {
    if case .loss(let sample) = scope, !has("n") {
      let inputs = try names.map { try batched($0, sample) }
      return .series(try batch(inputs, batchMask(sample)))
    }
    let inputs = try names.map { try selected(column($0)) }
    guard has("n") else {
      try refuseKey()
      return .series(try Expression(SampleAggregate(statistic: statistic), inputs, origin: origin))
    }
    let window = try window("n")
    let operation = RollingAggregate(
      statistic: statistic, window: window, minimum: try minimum(of: window))
    return .series(try windowed(operation, inputs))
  }

  /// The least count of present values: `min=`, else all bars, or one value in time.
  func minimum(of window: Window) throws -> Int {
    guard has("min") else { return window.defaultMinimum }
    let minimum = try integer("min", atLeast: 1)
    if let bars = window.bars, minimum > bars {
      throw Failure(
        "min=\(minimum) is more than the window of \(bars) bars", culprit: .parameter("min"))
    }
    return minimum
  }

  /// `x` where the condition of `where=` holds, else missing.
  func selected(_ x: Expression) throws -> Expression {
    guard has("where") else { return x }
    return try .select(series("where"), x, Expression(constant: .nan))
  }

  /// A tensor of the sample's shape: columns are gathered, numbers are repeated.
  func batched(_ name: String, _ sample: [Int]) throws -> Expression {
    let x = try series(name)
    switch x.type.shape {
    case .column: return try .gathered(x, shape: sample)
    case .scalar: return try .broadcast(x, to: sample)
    case .tensor: return x
    }
  }

  func batchMask(_ sample: [Int]) throws -> Expression {
    let mask = try Expression.sampleMask(sample)
    guard has("where") else { return mask }
    let condition = try Expression.coalesce(batched("where", sample), Expression(constant: 0))
    return try .select(condition, mask, Expression(constant: 0))
  }

  /// Why a statistic cannot be had over a batch.
  func refuseBatch(_ name: String) throws {
    guard isLoss, !has("n") else { return }
    throw Failure(
      "\(name) over the batch of a loss is not available; mean, sum, std, var, cov and corr are",
      hint: "a column with a window, such as \(name)(bar.close, 20), can be used")
  }
}

extension Expression {
  /// 1 for the samples of a batch that count, 0 for those left out; the trainer writes it.
  public static func sampleMask(_ sample: [Int]) throws -> Expression {
    try input(sampleMaskName, shape: sample)
  }

  static let sampleMaskName = "mask"
}
