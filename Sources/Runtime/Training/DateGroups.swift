/// The samples of a table by date.
struct DateGroups: Sendable {
  /// Sample numbers of each date, dates in the order of time.
  let groups: [[Int32]]

  /// - Complexity: O(samples log samples).
  init(_ table: SampleTable, axis: Axis) {
    let times = axis.hasTime ? axis.times : []
    func time(_ sample: Int) -> Int64 {
      let row = Int(table.rows[sample * table.width])
      return times.isEmpty ? Int64(row) : times[row]
    }
    let keyed = (0..<table.count).map { (time: time($0), sample: Int32(clamping: $0)) }
      .sorted { ($0.time, $0.sample) < ($1.time, $1.sample) }
    var groups: [[Int32]] = []
    var last: Int64?
    for entry in keyed {
      if entry.time == last {
        groups[groups.count - 1].append(entry.sample)
      } else {
        groups.append([entry.sample])
        last = entry.time
      }
    }
    self.groups = groups
  }
}
