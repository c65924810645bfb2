import Synchronization
import Testing

@testable import Runtime

struct ColumnBlocksTests {
  /// Two symbols, longer than several blocks, with missing cells.
  static let axis = Axis(
    times: [],
    segments: [
      .init(symbol: "A", rows: 0..<30_011), .init(symbol: "B", rows: 30_011..<45_000),
    ], rowCount: 45_000)

  static let leaf: Expression = {
    let values = (0..<axis.rowCount).map { row -> Double in
      let noise = Double((row &* 2_654_435_761) % 10_007) / 10_007
      return row % 997 == 5 ? .nan : noise - 0.4
    }
    return Expression(column: .numbers(values), name: "x", axis: axis)
  }()

  static let expressions: [@Sendable (Expression) throws -> Expression] = [
    { try .lag($0, 3) },
    { try Expression(Shift(bars: -2), [$0]) },
    { try .rollingMean($0, 20) },
    {
      try Expression(RollingOrder(statistic: .quantile(0.8), window: .bars(50), minimum: 10), [$0])
    },
    { try Expression(RollingOrder(statistic: .rank, window: .bars(7), minimum: 7), [$0]) },
    { try Expression(MeanDeviation(bars: 12), [$0]) },
    { try .ema($0, 10) },
    { x in try .divide(.subtract(x, .rollingMean(x, 250)), .rollingMean(.square(.lag(x, 1)), 33)) },
    { x in try .ema(.rollingMean(.ema(x, 5), 40), 9) },
    { x in try .rollingMean(.rollingMean(.rollingMean(x, 300), 200), 100) },
    { try .rollingDeviation($0, 21) },
    { x in try .rolling(CorrelationStatistic(), [x, .lag(x, 2)], 37) },
    { x in
      let pairs = CovarianceStatistic(ddof: 1)
      return try Expression(
        RollingAggregate(statistic: pairs, window: .bars(500), minimum: 4), [x, .square(x)])
    },
    { try .rolling(MinStatistic(), [$0], 14) },
    {
      try Expression(
        RollingAggregate(statistic: MaxStatistic(), window: .bars(60), minimum: 1), [$0])
    },
    {
      try Expression(
        RollingOrder(statistic: .quantile(0.37), window: .bars(120), minimum: 120), [$0])
    },
    { x in try .rollingMean(Expression(WeightedAverage(alpha: 0.1), [x]), 50) },
    { x in try .rollingMean(Expression(WeightedDeviation(alpha: 0.02), [x]), 10) },
    { try Expression(WilderSum(bars: 14), [$0]) },
    { x in try .lag(Expression(FillOperation(limit: 3), [.lag(x, 1)]), 4) },
    { x in try .rollingMean(Expression(RunningSum(), [x, .lag(x, 900)]), 30) },
    { x in try Expression(RunningProduct(), [.add(Expression(constant: 1.4), x)]) },
    { x in try Expression(BalanceVolume(), [x, .square(x)]) },
    { x in try Expression(LatchOperation(), [x, .lag(x, 5)]) },
    { x in try .rollingMean(Expression(SinceOperation(), [x]), 3) },
    { x in try Expression(VolumeBuckets(count: 5, bars: 3), [x, .square(x)]) },
    { x in try Expression(StopAndReverse(step: 0.02, most: 0.2), [x, .lag(x, 1)]) },
    { x in
      try Expression(ExtremumAge(extremum: .max, window: .bars(40), minimum: 2), [x])
    },
  ]

  /// A recursion that cannot work on what it meets after a while.
  private struct Stumbling: RecursiveOperation {
    let key = "stumbling"
    let start = 0
    func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

    func evaluate(_ task: ColumnTask, from state: inout Int) throws {
      state += task.rows.count
      for row in task.rows { task.output[row] = Double(state) }
      if state > 13_000 { throw Failure("stumbled") }
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: 1...3)
  func aFailingRecursionKeepsNobodyWaiting(threads: Int) throws {
    let evaluator = ColumnEvaluator(threads: threads)
    let expression = try Expression.rollingMean(Expression(Stumbling(), [Self.leaf]), 9)
    #expect(throws: Failure.self) { try evaluator.values(of: expression) }
  }

  /// Every operation over whole segments, without blocks.
  static func whole(_ expression: Expression) throws -> [Double] {
    if let leaf = expression.operation as? ColumnLeaf { return leaf.column.values }
    if let number = expression.staticValue { return [number] }
    let inputs = try expression.inputs.map(whole)
    guard let operation = expression.operation as? any ColumnOperation else {
      let leaves = zip(expression.inputs, inputs).map { node, values in
        values.count == 1 ? node : Expression(column: .numbers(values), name: "", axis: axis)
      }
      return try ColumnEvaluator(threads: 1).values(of: Expression(expression.operation, leaves))
    }
    return try [Double](unsafeUninitializedCapacity: axis.rowCount) { output, count in
      try withBuffers(inputs) { buffers in
        for segment in axis.segments {
          try operation.evaluate(
            ColumnTask(inputs: buffers, output: output, axis: axis, rows: segment.rows))
        }
      }
      count = axis.rowCount
    }
  }

  private static func bits(_ values: [Double]) -> [UInt64] {
    values.map { $0.isNaN ? Double.nan.bitPattern : $0.bitPattern }
  }

  @Test(arguments: expressions.indices) func givesTheBitsOfWholeColumns(index: Int) throws {
    let expression = try Self.expressions[index](Self.leaf)
    let expected = Self.bits(try Self.whole(expression))
    for threads in 1...3 {
      let values = try ColumnEvaluator(threads: threads).values(of: expression)
      #expect(Self.bits(values) == expected, "\(threads) threads")
    }
  }

  @Test func sharesPartsBetweenRoots() throws {
    let roots = try Self.expressions.map { try $0(Self.leaf) }
    let together = try ColumnEvaluator(threads: 2).values(of: roots)
    for (root, values) in zip(roots, together) {
      #expect(Self.bits(values) == Self.bits(try Self.whole(root)))
    }
  }

  @Test func aStreamHandsEveryRowOverOnce() throws {
    let roots = try Self.expressions.map { try $0(Self.leaf) } + [Self.leaf]
    let seen = Mutex([Int](repeating: 0, count: Self.axis.rowCount))
    let table = Mutex(
      [[Double]](repeating: [], count: roots.count).map { _ in
        [Double](repeating: .infinity, count: Self.axis.rowCount)
      })
    try ColumnEvaluator(threads: 2).stream(roots) { rows, views in
      seen.withLock { for row in rows { $0[row] += 1 } }
      table.withLock { table in
        for (index, view) in views.enumerated() {
          for row in rows { table[index][row] = view[row] }
        }
      }
    }
    #expect(seen.withLock { $0.allSatisfy { $0 == 1 } })
    for (index, root) in roots.enumerated() {
      let values = table.withLock { $0[index] }
      #expect(Self.bits(values) == Self.bits(try Self.whole(root)), "root \(index)")
    }
  }

  @Test func aStreamOfRecursionsAlone() throws {
    let root = try Expression.ema(Self.leaf, 4)
    let sum = Mutex(0)
    try ColumnEvaluator(threads: 2).stream([root]) { rows, views in
      let present = rows.count { !views[0][$0].isNaN }
      sum.withLock { $0 += present }
    }
    #expect(try sum.withLock { $0 } == Self.whole(root).count { !$0.isNaN })
  }
}
