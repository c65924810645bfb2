import CKernels
import Synchronization

/// Steps of one axis computed in blocks of rows, so that intermediate values stay in the caches.
///
/// Every block is computed by itself: steps go back as far before it as their readers need. Recursions
/// go on where the block before has left them, and keep the end of their column for readers.
struct ColumnBlocks: Sendable {
  /// Rows, and per root its values, to be read at those rows only.
  typealias Body = @Sendable (Range<Int>, [UnsafeBufferPointer<Double>]) throws -> Void

  private let steps: [ColumnStep]
  private let axis: Axis
  /// Rows before a block that each step computes with it.
  private let halos: [Int: Int]
  /// Places of intermediate columns in a worker's memory.
  private let slots: [Int: Int]
  private let slotCount: Int
  private let written: Set<Int>
  private let columns: [Int: [Double]]
  private let rowsPerBlock: Int

  private static let fewestRows = 4_096

  /// - Parameters:
  ///   - steps: In the order of computation, none of them whole; all on one axis.
  ///   - written: Those whose columns are wanted.
  ///   - columns: What is there, by number.
  init(steps: [ColumnStep], written: Set<Int>, columns: [Int: [Double]]) {
    self.steps = steps
    self.written = written
    self.columns = columns
    axis = steps.first?.axis ?? Axis(times: [])
    halos = Self.halos(of: steps)
    (slots, slotCount) = Self.slots(of: steps, halos, written)
    rowsPerBlock = max(Self.fewestRows, 4 * (halos.values.max() ?? 0))
  }

  private static func halos(of steps: [ColumnStep]) -> [Int: Int] {
    var halos: [Int: Int] = [:]
    for step in steps.reversed() {
      let back = step.isCarried ? 0 : halos[step.number, default: 0] + step.history
      for input in step.inputs { halos[input] = max(halos[input, default: 0], back) }
    }
    return halos
  }

  /// A column that is written out and needs no rows before its block has no slot; others share
  /// those whose last reader is behind them.
  private static func slots(
    of steps: [ColumnStep], _ halos: [Int: Int], _ written: Set<Int>
  ) -> ([Int: Int], Int) {
    var last: [Int: Int] = [:]
    for (index, step) in steps.enumerated() {
      for input in step.inputs { last[input] = index }
    }
    var (slots, free, count) = ([Int: Int](), [Int](), 0)
    for (index, step) in steps.enumerated() {
      if !written.contains(step.number) || halos[step.number, default: 0] > 0 {
        slots[step.number] = free.popLast() ?? count
        count = max(count, (slots[step.number] ?? 0) + 1)
      }
      // Columns without a reader are roots of a stream: they stay until the block is handed over.
      for input in Set(step.inputs) where last[input] == index {
        if let slot = slots[input] { free.append(slot) }
      }
    }
    return (slots, count)
  }

  /// Computes all blocks and returns what is to be written out.
  ///
  /// - Throws: `Interrupted`, an operation's `Failure`, or what the body throws.
  func run(threads: Int, roots: [Int], _ body: Body?) throws -> [Int: [Double]] {
    let kept = keeping(roots)
    let outputs = Outputs(written.sorted(), count: axis.rowCount)
    let blocks = Self.cut(axis, kept.rowsPerBlock)
    let next = Atomic<Int>(0)
    let relay = BlockRelay()
    let workers = axis.rowCount < 16_384 ? 1 : max(1, threads)
    _ = try Parallel.map(count: workers, threads: workers) { _ in
      let memory = Memory(slots: kept.slotCount, rows: kept.rowsPerBlock + kept.mostBefore)
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < blocks.count else { return }
        try relay.failing {
          try Interrupt.check()
          let views = try kept.compute(blocks[index], memory, outputs, relay)
          if let body { try body(blocks[index].rows, roots.map { views[$0] ?? kept.view($0) }) }
        }
      }
    }
    return outputs.columns
  }

  /// The same with a slot of its own for every root, which the body reads after the last step.
  private func keeping(_ roots: [Int]) -> ColumnBlocks {
    roots.isEmpty ? self : ColumnBlocks(self, keeping: Set(roots))
  }

  private init(_ other: ColumnBlocks, keeping roots: Set<Int>) {
    (steps, axis, halos, written) = (other.steps, other.axis, other.halos, other.written)
    (columns, rowsPerBlock) = (other.columns, other.rowsPerBlock)
    var (slots, count) = (other.slots, other.slotCount)
    for root in roots where slots[root] != nil {
      slots[root] = count
      count += 1
    }
    (self.slots, slotCount) = (slots, count)
  }

  private var mostBefore: Int { halos.values.max() ?? 0 }

  private struct Block: Sendable {
    let first: Int
    let rows: Range<Int>
  }

  private static func cut(_ axis: Axis, _ length: Int) -> [Block] {
    axis.segments.flatMap { segment in
      stride(from: segment.rows.lowerBound, to: segment.rows.upperBound, by: length).map {
        Block(first: segment.rows.lowerBound, rows: $0..<min($0 + length, segment.rows.upperBound))
      }
    }
  }

  /// A column that was there before.
  private func view(_ number: Int) -> UnsafeBufferPointer<Double> {
    columns[number]?.withUnsafeBufferPointer { $0 } ?? UnsafeBufferPointer(start: nil, count: 0)
  }

  /// Computes one block; the views are to be read at its rows.
  private func compute(
    _ block: Block, _ memory: Memory, _ outputs: Outputs, _ relay: BlockRelay
  ) throws -> [Int: UnsafeBufferPointer<Double>] {
    var views: [Int: UnsafeBufferPointer<Double>] = [:]
    for step in steps {
      let halo = halos[step.number, default: 0]
      let start = max(block.first, block.rows.lowerBound - halo)
      let output =
        slots[step.number].map { memory.view($0, from: start, count: axis.rowCount) }
        ?? outputs.view(step.number)
      let inputs = step.inputs.map { views[$0] ?? view($0) }
      if step.isCarried {
        try relay.pass(step.number, block.rows, first: block.first, halo: halo, output) { state in
          try step.evaluate(
            inputs, into: output, rows: block.rows, first: block.first, carrying: state)
        }
      } else {
        try step.evaluate(
          inputs, into: output, rows: start..<block.rows.upperBound, first: block.first)
      }
      views[step.number] = UnsafeBufferPointer(output)
      if slots[step.number] != nil, written.contains(step.number) {
        let target = outputs.view(step.number)
        for row in block.rows { target[row] = output[row] }
      }
    }
    return views
  }

  /// Hands columns that are all there over in blocks.
  static func hand(
    _ roots: [Int], of columns: [Int: [Double]], axis: Axis, threads: Int, to body: @escaping Body
  ) throws {
    let blocks = cut(axis, fewestRows)
    _ = try Parallel.map(count: blocks.count, threads: axis.rowCount < 16_384 ? 1 : threads) {
      try Interrupt.check()
      try withBuffers(roots.map { columns[$0] ?? [] }) { [rows = blocks[$0].rows] views in
        try body(rows, views)
      }
    }
  }
}

/// The intermediate columns of one worker.
private final class Memory {
  private let rows: Int
  private let base: UnsafeMutablePointer<Double>

  init(slots: Int, rows: Int) {
    self.rows = rows
    base = .allocate(capacity: max(1, slots * rows))
  }

  deinit { base.deallocate() }

  /// A slot as part of a column: its first number is that of row `start`.
  ///
  /// Unsafe: the view counts all rows of the axis, but only those of the block and before it that
  /// the slot has room for may be touched.
  func view(_ slot: Int, from start: Int, count: Int) -> UnsafeMutableBufferPointer<Double> {
    let address = UInt(bitPattern: base + slot * rows) &- UInt(start * MemoryLayout<Double>.stride)
    return UnsafeMutableBufferPointer(
      start: UnsafeMutablePointer(bitPattern: address), count: count)
  }
}

/// Whole columns that workers write, each its own rows.
///
/// Unsafe: the addresses of the arrays that are taken out when all workers are done; nobody else has
/// a reference meanwhile, so they stay where they are.
private final class Outputs: @unchecked Sendable {
  private(set) var columns: [Int: [Double]] = [:]
  private var views: [Int: UnsafeMutableBufferPointer<Double>] = [:]

  init(_ numbers: [Int], count: Int) {
    for number in numbers {
      var view = UnsafeMutableBufferPointer<Double>(start: nil, count: 0)
      columns[number] = [Double](unsafeUninitializedCapacity: count) { cells, written in
        fml_prefer_large_pages(cells.baseAddress, Int64(count * MemoryLayout<Double>.stride))
        view = UnsafeMutableBufferPointer(start: cells.baseAddress, count: count)
        written = count
      }
      views[number] = view
    }
  }

  func view(_ number: Int) -> UnsafeMutableBufferPointer<Double> {
    views[number] ?? UnsafeMutableBufferPointer(start: nil, count: 0)
  }
}
