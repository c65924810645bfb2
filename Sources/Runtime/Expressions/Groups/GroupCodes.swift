/// Numbers the distinct values of a column from 0, ascending; missing stays missing.
///
/// Small whole numbers are exact in float32, where days or times would not be.
/// - Complexity: O(rows log rows).
struct GroupCodes: ColumnOperation {
  let key = "group codes"
  var isPerSegment: Bool { false }

  func evaluate(_ task: ColumnTask) throws {
    let values = task.inputs[0]
    let present = task.rows.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
    try Interrupt.check()
    for row in task.rows { task.output[row] = .nan }
    var (code, last) = (-1.0, Double.nan)
    for row in present {
      if values[row] != last { (code, last) = (code + 1, values[row]) }
      task.output[row] = code
    }
  }
}
