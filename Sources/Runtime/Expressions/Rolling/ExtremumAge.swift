/// Which extreme of a window.
enum Extremum: String, Sendable {
  case min, max

  /// True when a newcomer makes an older value useless; equal values yield to the latest.
  func replaces(_ newer: Double, _ older: Double) -> Bool {
    self == .min ? newer <= older : newer >= older
  }
}

/// Bars back to the extreme of a window that ends at each row, by a monotonic queue of candidates.
///
/// - Complexity: O(rows) whatever the window.
struct ExtremumAge: ColumnOperation {
  let extremum: Extremum
  let window: Window
  let minimum: Int

  var key: String { "arg\(extremum)(\(window.key),min=\(minimum))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(window.bars) }

  var blockHistory: Int? { window.bars }

  func evaluate(_ task: ColumnTask) throws {
    var cursor = try WindowCursor(window, axis: task.axis, first: task.first)
    let x = task.inputs[0]
    var (queue, head) = ([Int](), 0)
    let earliest = max(task.first, task.rows.lowerBound - (window.bars ?? 0))
    var (first, present) = (earliest, 0)
    for row in earliest..<task.rows.upperBound {
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
      guard row >= task.rows.lowerBound else { continue }
      let isKnown = present >= minimum && head < queue.count
      task.output[row] = isKnown ? Double(row - queue[head]) : .nan
    }
  }
}
