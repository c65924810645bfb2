/// Soft ranks of all symbols at one time; inputs are the values and their slots.
///
/// - Complexity: O(symbols²) per time.
struct SoftRankColumn: ColumnOperation {
  let key = "cross-soft rank"
  var isPerSegment: Bool { false }

  func evaluate(_ task: ColumnTask) throws {
    let (x, groups) = (task.inputs[0], CrossSectionGroups(task.inputs[1]))
    for row in task.rows { task.output[row] = .nan }
    for slot in 0..<groups.count {
      if slot & 0xFF == 0 { try Interrupt.check() }
      let members = groups.rows(of: slot).filter { !x[$0].isNaN }
      for row in members {
        task.output[row] = try members.reduce(0) {
          try $0 + MicroCode.sigmoid.value([x[row] - x[$1]])
        }
      }
    }
  }
}
