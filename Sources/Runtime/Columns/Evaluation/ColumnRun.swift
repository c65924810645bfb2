import Synchronization

/// One execution of a plan: ready nodes in small waves, over a few threads.
struct ColumnRun {
  private let plan: ColumnPlan
  private let threads: Int

  init(plan: ColumnPlan, threads: Int) {
    self.plan = plan
    self.threads = threads
  }

  /// The values of the plan's roots.
  func run() throws -> [[Double]] {
    var values: [Int: [Double]] = [:]
    for (number, node) in plan.nodes { values[number] = node.kept }
    var waiting = try steps()
    var readers = readerCounts(of: waiting)
    while !waiting.isEmpty {
      try Interrupt.check()
      let wave = Self.firstReady(waiting, values: values, limit: 4 * threads)
      guard !wave.isEmpty else { throw Failure("the columns depend on each other in a circle") }
      for (step, column) in zip(wave, try compute(wave, values)) { values[step.number] = column }
      let done = Set(wave.map(\.number))
      waiting.removeAll { done.contains($0.number) }
      for input in wave.flatMap(\.inputs) {
        readers[input, default: 0] -= 1
        if readers[input] == 0 { values[input] = nil }
      }
    }
    return plan.roots.map { values[$0] ?? [] }
  }

  /// Small columns are not worth a second thread.
  private func compute(_ wave: [ColumnStep], _ values: [Int: [Double]]) throws -> [[Double]] {
    let rows = wave.map(\.count).max() ?? 0
    return try Parallel.map(count: wave.count, threads: rows < 16_384 ? 1 : threads) { index in
      let step = wave[index]
      return try step.evaluate(inputs: step.inputs.map { values[$0] ?? [] })
    }
  }

  private func steps() throws -> [ColumnStep] {
    let rank = Dictionary(uniqueKeysWithValues: zip(plan.order, plan.order.indices))
    return try plan.order.compactMap { number in
      guard let node = plan.nodes[number], node.isMaterialised, node.kept == nil else { return nil }
      return try ColumnStep(number: number, plan: plan, rank: rank)
    }
  }

  /// Roots are read once more, by the caller, so they are never dropped.
  private func readerCounts(of steps: [ColumnStep]) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for input in steps.flatMap(\.inputs) { counts[input, default: 0] += 1 }
    for root in plan.roots { counts[root, default: 0] += 1 }
    return counts
  }

  /// The earliest steps whose inputs are there: the order of the plan keeps few columns alive.
  private static func firstReady(
    _ steps: [ColumnStep], values: [Int: [Double]], limit: Int
  ) -> [ColumnStep] {
    Array(steps.lazy.filter { $0.inputs.allSatisfy { values[$0] != nil } }.prefix(limit))
  }
}
