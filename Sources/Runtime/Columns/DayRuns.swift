/// Runs of labels on the same day: what weekdays and sessions are judged by, without a look at every
/// label's date.
struct DayRuns {
  /// Days since 1970 with the indices of their labels, in the order of the labels.
  let runs: [(day: Int, rows: Range<Int>)]

  /// - Parameter local: Labels as wall time.
  /// - Complexity: O(labels), a division per day.
  init(_ local: [Int64]) {
    var runs: [(day: Int, rows: Range<Int>)] = []
    var (first, start, end) = (0, Int64.max, Int64.min)
    for index in local.indices where local[index] < start || local[index] >= end {
      let time = local[index]
      if index > first { runs.append((Nanoseconds.days(start), first..<index)) }
      start = Nanoseconds.subtract(time, Nanoseconds.timeOfDay(time))
      end = Nanoseconds.add(start, Nanoseconds.day)
      first = index
    }
    if first < local.count { runs.append((Nanoseconds.days(start), first..<local.count)) }
    self.runs = runs
  }

  /// How many runs, and how many labels, lie on each weekday, Monday first.
  func perWeekday() -> (days: [Int], rows: [Int]) {
    var (days, rows) = ([Int](repeating: 0, count: 7), [Int](repeating: 0, count: 7))
    for run in runs {
      let weekday = CivilDate.weekday(daysSinceEpoch: run.day)
      days[weekday] += 1
      rows[weekday] += run.rows.count
    }
    return (days, rows)
  }
}
