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
      task.output[row] = x.isNaN || ordered.count == 0 ? .nan : rank(x, ordered)
    }
  }

  private func rank(_ x: Double, _ ordered: OrderedWindow) -> Double {
    let (below, notAbove) = (ordered.lowerBound(x), ordered.upperBound(x))
    let place = Double(below + notAbove + (notAbove > below ? 1 : 0)) / 2
    return place / Double(ordered.count)
  }
}

extension OrderedWindow {
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
