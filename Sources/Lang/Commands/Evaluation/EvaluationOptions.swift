import Runtime

/// The options that the verbs of evaluation share.
enum EvaluationOptions {
  static let draws = Parameter(
    "draws", .integer, default: .number(1000), in: 10...1e6, "resampled series to draw")
  static let block = Parameter(
    "block", .number, default: .absent, unit: "periods", in: 1...1e9,
    "mean length of the stretches that are drawn as a whole; by the rule of Politis and White when "
      + "left out")
  static let seed = Parameter(
    "seed", .integer, default: .absent, in: 0...9_007_199_254_740_992,
    "seed of what is drawn; the session's when left out")
  static let level = Parameter(
    "level", .number, default: .number(0.95), unit: "fraction", in: 0.5...0.9999,
    "share of the draws inside an interval")
}

extension CommandCall {
  func evaluationSeed() throws -> UInt64 {
    try has(EvaluationOptions.seed)
      ? UInt64(clamping: integer(EvaluationOptions.seed)) : session.seed
  }

  func meanBlock() throws -> Double? {
    try has(EvaluationOptions.block) ? number(EvaluationOptions.block) : nil
  }

  /// Runs a computation; a failure that names nobody is blamed on an argument.
  func blaming<Result>(_ parameter: Parameter, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch var failure as Failure {
      if failure.culprit == .none { failure.culprit = .parameter(parameter.name) }
      throw failure
    }
  }

  /// One thread inside a trial or a placebo, whose neighbours have the others.
  var evaluationThreads: Int {
    session.trial == nil && session.placebo == nil ? ProcessorCount.online : 1
  }
}
