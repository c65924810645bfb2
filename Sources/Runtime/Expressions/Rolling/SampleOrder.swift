/// A quantile of the sample, with linear interpolation.
struct SampleQuantile: SampleStatistic {
  let q: Double
  var scope = SampleScope.all

  var key: String { "quantile\(q)(\(scope.key))" }

  func restricted(to scope: SampleScope) -> Self { .init(q: q, scope: scope) }

  func evaluate(_ task: ColumnTask) throws {
    task.output[0] = try OrderedWindow(sorting: task, scope).quantile(q)
  }
}

/// The average rank of each value among the sample, divided by its count.
///
/// - Edge cases: fitted on training rows, other values are placed among the training rows' values.
struct SampleRank: WholeSampleOperation {
  var scope = SampleScope.all

  var key: String { "rank(\(scope.key))" }

  func restricted(to scope: SampleScope) -> Self { .init(scope: scope) }

  func evaluate(_ task: ColumnTask) throws {
    let ordered = try OrderedWindow(sorting: task, scope)
    for row in task.rows {
      let x = task.inputs[0][row]
      task.output[row] = ordered.share(of: x)
    }
  }
}

/// The average rank of each value among numbers known from other rows, divided by their count.
struct RankAmong: ColumnOperation {
  /// Ascending.
  let known: [Double]
  var key: String { "rankAmong(\(known.count),\(known.hashValue))" }
  var blockHistory: Int? { 0 }

  func evaluate(_ task: ColumnTask) throws {
    let ordered = OrderedWindow(sorted: known)
    for row in task.rows { task.output[row] = ordered.share(of: task.inputs[0][row]) }
  }
}

extension OrderedWindow {
  /// The average rank of a number among these, divided by their count; missing without any.
  func share(of x: Double) -> Double {
    guard !x.isNaN, count > 0 else { return .nan }
    let (below, notAbove) = (lowerBound(x), upperBound(x))
    let place = Double(below + notAbove + (notAbove > below ? 1 : 0)) / 2
    return place / Double(count)
  }

  /// The present values of the sample's rows.
  init(sorting task: ColumnTask, _ scope: SampleScope) throws {
    var present: [Double] = []
    for rows in try scope.rows(of: task.axis) {
      for row in rows where !task.inputs[0][row].isNaN { present.append(task.inputs[0][row]) }
    }
    try Interrupt.check()
    present.sort()
    self.init(sorted: present)
  }
}
