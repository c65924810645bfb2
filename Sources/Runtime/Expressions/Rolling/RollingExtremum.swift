/// Which extreme of a window, and whether its value or its age is wanted.
enum Extremum: String, Sendable {
  case min, max
  /// Bars back to the largest value; 0 is now.
  case argmax
  /// Bars back to the smallest value.
  case argmin

  /// True when a newcomer makes an older value useless; equal values yield to the latest.
  func replaces(_ newer: Double, _ older: Double) -> Bool {
    self == .min || self == .argmin ? newer <= older : newer >= older
  }
}

/// The extreme of a window that ends at each row, by a monotonic queue of candidate rows.
///
/// - Complexity: O(rows) whatever the window.
struct RollingExtremum: ColumnOperation {
  let extremum: Extremum
  let window: Window
  let minimum: Int

  var key: String { "\(extremum)(\(window.key),min=\(minimum))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(window.bars) }

  func evaluate(_ task: ColumnTask) throws {
    var cursor = try WindowCursor(window, axis: task.axis, rows: task.rows)
    let x = task.inputs[0]
    var (queue, head) = ([Int](), 0)
    var (first, present) = (task.rows.lowerBound, 0)
    for row in task.rows {
      let start = cursor.start(endingAt: row)
      while first < start {
        if !x[first].isNaN { present -= 1 }
        first += 1
      }
      while head < queue.count, queue[head] < start { head += 1 }
      if !x[row].isNaN {
        present += 1
        while queue.count > head, let last = queue.last, extremum.replaces(x[row], x[last]) {
          queue.removeLast()
        }
        queue.append(row)
      }
      if head > 1024, head * 2 > queue.count {
        queue.removeFirst(head)
        head = 0
      }
      guard present >= Swift.max(1, minimum), head < queue.count else {
        task.output[row] = .nan
        continue
      }
      task.output[row] = result(of: queue[head], at: row, x)
    }
  }

  private func result(of best: Int, at row: Int, _ x: UnsafeBufferPointer<Double>) -> Double {
    switch extremum {
    case .min, .max: x[best]
    case .argmax, .argmin: Double(row - best)
    }
  }
}
