import CKernels

/// The rows of an axis by known time: the cross-sections of a panel.
struct TimeGroups: Sendable {
  /// How the rows of a time are found.
  enum Layout: Sendable {
    /// Every symbol has a row at every time: the row of a symbol's n-th time is its first plus n.
    case grid(firsts: [Int], times: Int)
    /// Rows time by time, and where each begins.
    case lists(rows: [Int32], starts: [Int])
  }

  let layout: Layout
  /// By row, the place of its time.
  let slots: [Int32]

  /// - Complexity: O(rows), O(rows log rows) where symbols have times of their own.
  init(_ axis: Axis) {
    let known = axis.hasTime ? axis.known : (0..<axis.rowCount).map(Int64.init)
    let first = axis.segments.first.map { known[$0.rows] } ?? known[0..<0]
    let isGrid =
      axis.segments.allSatisfy { known[$0.rows].elementsEqual(first) }
      && zip(first, first.dropFirst()).allSatisfy { $0 < $1 }
    var slots = [Int32](repeating: 0, count: axis.rowCount)
    if isGrid {
      for segment in axis.segments {
        for row in segment.rows { slots[row] = Int32(clamping: row - segment.rows.lowerBound) }
      }
      layout = .grid(firsts: axis.segments.map(\.rows.lowerBound), times: first.count)
      self.slots = slots
      return
    }
    let order = known.sorted().reduce(into: [Int64]()) { if $0.last != $1 { $0.append($1) } }
    for segment in axis.segments {
      var slot = 0
      for row in segment.rows {
        if slot >= order.count || order[slot] > known[row] { slot = 0 }
        while slot < order.count, order[slot] < known[row] { slot += 1 }
        slots[row] = Int32(clamping: slot)
      }
    }
    layout = Self.lists(slots, count: order.count)
    self.slots = slots
  }

  private static func lists(_ slots: [Int32], count: Int) -> Layout {
    var starts = [Int](repeating: 0, count: count + 1)
    for slot in slots { starts[Int(slot) + 1] += 1 }
    for index in starts.indices.dropFirst() { starts[index] += starts[index - 1] }
    var (rows, next) = ([Int32](repeating: 0, count: slots.count), starts)
    for (row, slot) in slots.enumerated() {
      rows[next[Int(slot)]] = Int32(clamping: row)
      next[Int(slot)] += 1
    }
    return .lists(rows: rows, starts: starts)
  }

  /// Hands the values of each time over side by side and puts back what is made of them.
  ///
  /// - Parameter body: Gets the values of the columns at one time, `count` numbers each, and writes
  ///   as many.
  func forEachTime(
    _ columns: [UnsafeBufferPointer<Double>], into output: UnsafeMutableBufferPointer<Double>,
    _ body: ([UnsafePointer<Double>], UnsafeMutablePointer<Double>, Int) -> Void
  ) throws {
    switch layout {
    case .grid(let firsts, let times):
      try grid(columns, output, firsts, times, body)
    case .lists(let rows, let starts):
      try lists(columns, output, rows, starts, body)
    }
  }

  /// Times of a grid are taken up a few at once, so that a symbol's rows are read side by side.
  private static let tile = 16

  private func grid(
    _ columns: [UnsafeBufferPointer<Double>], _ output: UnsafeMutableBufferPointer<Double>,
    _ firsts: [Int], _ times: Int,
    _ body: ([UnsafePointer<Double>], UnsafeMutablePointer<Double>, Int) -> Void
  ) throws {
    let (count, tile) = (firsts.count, Self.tile)
    guard count > 0 else { return }
    let table = fml_table_double()
    // Unsafe: room for a tile of every column and of the results; the kernels keep to the rows of each
    // symbol and do not write to the columns.
    let memory = UnsafeMutablePointer<Double>.allocate(
      capacity: (columns.count + 1) * tile * count)
    defer { memory.deallocate() }
    let results = memory + columns.count * tile * count
    try firsts.map(Int64.init).withUnsafeBufferPointer { rows in
      for from in stride(from: 0, to: times, by: tile) {
        if from & 0xFFF == 0 { try Interrupt.check() }
        let length = min(tile, times - from)
        var job = fml_grid_tile()
        (job.rows, job.symbols) = (rows.baseAddress, Int64(count))
        (job.from, job.times) = (Int64(from), Int64(length))
        for (place, column) in columns.enumerated() {
          job.column = UnsafeMutablePointer(mutating: column.baseAddress)
          job.cells = memory + place * tile * count
          table?.pointee.gather_tile(&job)
        }
        for time in 0..<length {
          let views = columns.indices.map {
            UnsafePointer(memory + ($0 * tile + time) * count)
          }
          body(views, results + time * count, count)
        }
        (job.column, job.cells) = (output.baseAddress, results)
        table?.pointee.scatter_tile(&job)
      }
    }
  }

  private func lists(
    _ columns: [UnsafeBufferPointer<Double>], _ output: UnsafeMutableBufferPointer<Double>,
    _ rows: [Int32], _ starts: [Int],
    _ body: ([UnsafePointer<Double>], UnsafeMutablePointer<Double>, Int) -> Void
  ) throws {
    let most = zip(starts.dropFirst(), starts).map { $0 - $1 }.max() ?? 0
    guard most > 0 else { return }
    // Unsafe: room for the largest time of every column and of the results.
    let memory = UnsafeMutablePointer<Double>.allocate(capacity: (columns.count + 1) * most)
    defer { memory.deallocate() }
    let views = columns.indices.map { UnsafePointer(memory + $0 * most) }
    let results = memory + columns.count * most
    for slot in 0..<(starts.count - 1) {
      if slot & 0xFFF == 0 { try Interrupt.check() }
      let members = starts[slot]..<starts[slot + 1]
      for (place, column) in columns.enumerated() {
        let cells = memory + place * most
        for (symbol, member) in members.enumerated() { cells[symbol] = column[Int(rows[member])] }
      }
      body(views, results, members.count)
      for (symbol, member) in members.enumerated() { output[Int(rows[member])] = results[symbol] }
    }
  }
}
