import Runtime

/// `timeit mean(close, 20)`: how long an expression takes.
enum TimeItCommand: Command {
  static let expression = Parameter(
    "expression", .deferred, "what to time; verbs as calls: rows(x), load(file)")
  static let count = Parameter(
    "n", .integer, default: .absent, unit: "runs", in: 1...1_000_000,
    "how often to run it; otherwise as often as fits into a second, three times at least")
  static let signature = Signature(
    "timeit", group: "session", "Times an expression: median, best and worst run in seconds",
    details: """
      The expression runs once to warm up, then again and again; what it prints is left out after the first
      run. A series, a set of features, and the columns that a backtest reads, are computed anew each time, with all
      that they are made of. What the expression binds or trains happens as often as it runs.
      """,
    positionals: [expression], options: [count],
    examples: [
      Example("timeit 1 + 1"), Example("timeit mean(close, 20)"),
      Example("timeit load(\"bars.csv\") n=5"),
    ])

  /// Seconds that unasked repetitions may take together.
  private static let patience = 1.0

  static func run(_ call: CommandCall) throws -> Value {
    guard case .function(let body) = try call.required(expression) else {
      throw call.failure(expression, "must be an expression")
    }
    let most = call.has(count) ? try call.integer(count) : nil
    _ = try compute(body, in: call.session)
    let seconds = try call.session.quietly { try repeated(body, most, in: call.session) }.sorted()
    let figures = [
      ("median", Statistics.quantile(seconds, 0.5)), ("best", seconds.first ?? .nan),
      ("worst", seconds.last ?? .nan), ("runs", Double(seconds.count)),
    ]
    return .record(RecordValue(figures.map { ($0.0, .number($0.1)) }))
  }

  private static func repeated(
    _ body: FunctionValue, _ most: Int?, in session: Session
  ) throws -> [Double] {
    var (seconds, total) = ([Double](), 0.0)
    while seconds.count < most ?? 3 || (most == nil && total < patience && seconds.count < 10_000) {
      try Interrupt.check()
      let watch = Stopwatch()
      try compute(body, in: session)
      seconds.append(watch.elapsed)
      total += watch.elapsed
    }
    return seconds
  }

  /// Columns are lazy: a series, or a set of features with the matrix that networks read, is computed
  /// to its last row by an evaluator that knows nothing yet.
  private static func compute(_ body: FunctionValue, in session: Session) throws {
    let known = session.evaluator
    session.evaluator = ColumnEvaluator(threads: session.threads)
    defer { session.evaluator = known }
    switch try session.call(body, with: []) {
    case .series(let series): _ = try session.evaluator.values(of: series.expression)
    case .object(let set as FeatureSetValue):
      _ = try FeatureMatrix.anew(set.features, threads: session.threads)
    default: return
    }
  }
}
