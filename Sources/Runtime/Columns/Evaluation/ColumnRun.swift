/// One execution of a plan, level by level.
///
/// A level is first what needs all rows of its inputs (recursions, cross-sections, statistics of the
/// sample), a column at a time, then everything else in blocks of rows, of which only what later
/// levels or the caller read is written out. Bits do not depend on the blocks or the threads.
struct ColumnRun {
  private let plan: ColumnPlan
  private let threads: Int
  private let steps: [ColumnStep]
  /// By number of a step; what is there from the start has none.
  private let levels: [Int: Int]

  init(plan: ColumnPlan, threads: Int) throws {
    self.plan = plan
    self.threads = threads
    let rank = Dictionary(uniqueKeysWithValues: zip(plan.order, plan.order.indices))
    steps = try plan.order.compactMap { number in
      guard let node = plan.nodes[number], node.isMaterialised, node.kept == nil,
        !node.isGiven
      else { return nil }
      return try ColumnStep(number: number, plan: plan, rank: rank)
    }
    levels = Self.levels(of: steps)
  }

  /// Whole columns as early as their inputs allow, everything else as late as its readers do.
  private static func levels(of steps: [ColumnStep]) -> [Int: Int] {
    var levels: [Int: Int] = [:]
    for step in steps {
      let below = step.inputs.compactMap { levels[$0] }.max() ?? 0
      levels[step.number] = step.isWhole ? below + 1 : below
    }
    let highest = levels.values.max() ?? 0
    var latest: [Int: Int] = [:]
    for step in steps.reversed() {
      if !step.isWhole { levels[step.number] = latest[step.number] ?? highest }
      let level = levels[step.number] ?? 0
      for input in step.inputs {
        latest[input] = min(latest[input] ?? highest, step.isWhole ? level - 1 : level)
      }
    }
    return levels
  }

  /// The values of the plan's roots.
  ///
  /// - Throws: `Interrupted`, or an operation's `Failure`.
  func run() throws -> [[Double]] {
    var columns = available()
    for level in 0...highest { try run(level, &columns, sink: nil) }
    return plan.roots.map { columns[$0] ?? [] }
  }

  /// Hands the roots over block by block, from several threads at once, each block once.
  ///
  /// - Parameter body: Gets the rows and, per root, its values, to be read at those rows only.
  /// - Throws: `Interrupted`, an operation's `Failure`, or what the body throws.
  func stream(_ body: @escaping ColumnBlocks.Body) throws {
    var columns = available()
    for level in 0..<highest { try run(level, &columns, sink: nil) }
    try run(highest, &columns, sink: body)
  }

  private var highest: Int { levels.values.max() ?? 0 }

  /// Kept columns, leaves and plain numbers.
  private func available() -> [Int: [Double]] {
    var columns: [Int: [Double]] = [:]
    for (number, node) in plan.nodes { columns[number] = node.kept ?? node.given }
    return columns
  }

  private func run(
    _ level: Int, _ columns: inout [Int: [Double]], sink: ColumnBlocks.Body?
  ) throws {
    let here = steps.filter { levels[$0.number] == level }
    try runWhole(here.filter(\.isWhole), &columns)
    let streamed = here.filter { !$0.isWhole }
    let wanted = writtenOut(streamed, at: level, keepsRoots: sink == nil)
    for group in groups(streamed) {
      let blocks = ColumnBlocks(steps: group, written: wanted, columns: columns)
      let roots = sink == nil ? [] : plan.roots
      try columns.merge(blocks.run(threads: threads, roots: roots, sink)) { $1 }
    }
    if let sink, streamed.isEmpty {
      try ColumnBlocks.hand(plan.roots, of: columns, axis: plan.axis, threads: threads, to: sink)
    }
    release(after: level, &columns)
  }

  /// Small columns are not worth a second thread.
  private func runWhole(_ steps: [ColumnStep], _ columns: inout [Int: [Double]]) throws {
    let known = columns
    let isSmall = (steps.map(\.count).max() ?? 0) < 16_384
    let results = try Parallel.map(count: steps.count, threads: isSmall ? 1 : threads) { index in
      try Interrupt.check()
      return try steps[index].evaluate(inputs: steps[index].inputs.map { known[$0] ?? [] })
    }
    for (step, column) in zip(steps, results) { columns[step.number] = column }
  }

  /// What steps of later levels read, and roots.
  private func writtenOut(_ streamed: [ColumnStep], at level: Int, keepsRoots: Bool) -> Set<Int> {
    let isLast = level == highest
    var wanted = Set(keepsRoots || !isLast ? plan.roots : [])
    for step in steps where (levels[step.number] ?? 0) > level { wanted.formUnion(step.inputs) }
    return wanted.intersection(streamed.map(\.number))
  }

  /// Steps of one axis go through the rows together.
  private func groups(_ steps: [ColumnStep]) -> [[ColumnStep]] {
    var groups: [ObjectIdentifier: [ColumnStep]] = [:]
    for step in steps { groups[ObjectIdentifier(step.axis), default: []].append(step) }
    return groups.values.sorted { ($0.first?.number ?? 0) < ($1.first?.number ?? 0) }
  }

  private func release(after level: Int, _ columns: inout [Int: [Double]]) {
    var needed = Set(plan.roots)
    for step in steps where (levels[step.number] ?? 0) > level { needed.formUnion(step.inputs) }
    for number in columns.keys where !needed.contains(number) { columns[number] = nil }
  }
}
