import CKernels

/// A kernel that makes the aggregates of windows of bars, of many rows at once.
///
/// A window is put together from runs of 1, 2, 4, ... rows, in an order that is the same for every row:
/// bits do not depend on where a block of rows begins.
struct WindowKernel: Sendable {
  /// Longer windows would take scratch out of proportion to their number.
  static let longest = 1 << 15

  private let run: fml_window_kernel?
  private let parts: Int

  /// - Parameter parts: Numbers of an aggregate besides the count.
  init(_ kind: Int, parts: Int) {
    run = WindowKernel.entry(kind)
    self.parts = parts
  }

  private static func entry(_ kind: Int) -> fml_window_kernel? {
    withUnsafePointer(to: fml_table_double().pointee.windows) {
      $0.withMemoryRebound(to: fml_window_kernel?.self, capacity: FML_WINDOW_KINDS) {
        $0[kind]
      }
    }
  }

  /// Rows of one call: as many as keep its scratch in the nearest caches.
  private static func rowsAtOnce(_ bars: Int) -> Int { max(512, 2 * bars) }

  /// Numbers between runs of at least so many: not a whole number of pages, or the parts of one window
  /// would fall upon each other in the cache.
  private static func stride(_ count: Int) -> Int {
    let (page, shift) = (512, 85)
    let need = count + Int(FML_WINDOW_SLACK) - shift
    return (need + page - 1) / page * page + shift
  }

  /// Fills the rows of a task with what a statistic makes of the windows that end at them.
  ///
  /// - Complexity: O(rows log bars).
  func fill(_ task: ColumnTask, bars: Int, minimum: Int, _ finish: WindowFinish) throws {
    let most = Self.rowsAtOnce(bars)
    let stride = Self.stride(most)
    let scratchStride = Self.stride(most + bars)
    try withUnsafeTemporaryAllocation(
      of: Double.self, capacity: (parts + 1) * (stride + scratchStride)
    ) { memory in
      guard let run, let base = memory.baseAddress, let output = task.output.baseAddress,
        let x = task.inputs[0].baseAddress, let y = task.inputs[task.inputs.count - 1].baseAddress
      else { return }
      for start in Swift.stride(from: task.rows.lowerBound, to: task.rows.upperBound, by: most) {
        try Interrupt.check()
        var job = fml_window(
          x: x + start, y: y + start, before: Int64(start - task.first),
          rows: Int64(min(most, task.rows.upperBound - start)), window: Int64(bars), lanes: base,
          scratch: base + (parts + 1) * stride,
          stride: Int64(stride), scratch_stride: Int64(scratchStride))
        run(&job)
        fml_table_double().pointee.window_statistic(
          &job, Int32(finish.kind), Double(minimum), Double(finish.ddof), output + start)
      }
    }
  }
}

/// How a kernel turns the aggregate of a window into a number.
struct WindowFinish {
  let kind: Int
  var ddof = 0
}
