/// The volatility of a GARCH(1,1): fitted per symbol on rows of the sample, filtered forward.
struct GarchOperation: WholeSampleOperation {
  let hasMean: Bool
  /// Bars ahead of the row whose volatility is meant.
  let ahead: Int
  var scope = SampleScope.all

  var key: String { "garch(\(hasMean),\(ahead),\(scope.key))" }

  func restricted(to scope: SampleScope) -> Self {
    .init(hasMean: hasMean, ahead: ahead, scope: scope)
  }

  func reach(of inputs: [Expression]) -> Reach {
    var reach = inputs[0].reach.windowed(nil)
    reach.fit = max(reach.fit, scope.fit)
    return reach
  }

  func evaluate(_ task: ColumnTask) throws {
    let sample = try scope.rows(of: task.axis)
    for segment in task.axis.segments {
      let run = GarchRun(of: task.inputs[0], sample: sample, in: segment.rows)
      let model = try GarchFit.model(of: [run], hasMean: hasMean)
      GarchFilter(model: model, ahead: ahead).run(task, rows: segment.rows)
    }
  }
}

/// The same with parameters that are given.
struct GivenGarch: RecursiveOperation {
  let model: GarchModel
  let ahead: Int
  var key: String { "garch(\(model),\(ahead))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  var start: GarchFilter.State { .init() }

  func evaluate(_ task: ColumnTask, from state: inout GarchFilter.State) throws {
    GarchFilter(model: model, ahead: ahead).run(task, rows: task.rows, from: &state)
  }
}

/// A parameter fitted on the sample, pooled over symbols.
struct GarchParameter: SampleStatistic {
  enum Name: String, CaseIterable { case mu, omega, alpha, beta }

  let name: Name
  let hasMean: Bool
  var scope = SampleScope.all

  var key: String { "garch.\(name)(\(hasMean),\(scope.key))" }

  func restricted(to scope: SampleScope) -> Self {
    .init(name: name, hasMean: hasMean, scope: scope)
  }

  func evaluate(_ task: ColumnTask) throws {
    let sample = try scope.rows(of: task.axis)
    let runs = task.axis.segments.map {
      GarchRun(of: task.inputs[0], sample: sample, in: $0.rows)
    }
    let model = try GarchFit.model(of: runs, hasMean: hasMean)
    task.output[0] =
      switch name {
      case .mu: model?.mu ?? .nan
      case .omega: model?.omega ?? .nan
      case .alpha: model?.alpha ?? .nan
      case .beta: model?.beta ?? .nan
      }
  }
}

/// Runs the variance through the rows of a symbol.
struct GarchFilter {
  let model: GarchModel?
  let ahead: Int

  struct State {
    /// Of the next row; none before the first return.
    var variance: Double?
  }

  func run(_ task: ColumnTask, rows: Range<Int>) {
    var state = State()
    run(task, rows: rows, from: &state)
  }

  func run(_ task: ColumnTask, rows: Range<Int>, from state: inout State) {
    let x = task.inputs[0]
    guard let model else {
      for row in rows { task.output[row] = .nan }
      return
    }
    var (variance, hasBegun) = (state.variance ?? model.first, state.variance != nil)
    defer { state.variance = hasBegun ? variance : nil }
    for row in rows {
      hasBegun = hasBegun || !x[row].isNaN
      guard hasBegun else {
        task.output[row] = .nan
        continue
      }
      let next = model.next(after: variance, return: x[row])
      task.output[row] =
        (ahead == 0 ? variance : model.forecast(next, bars: ahead - 1)).squareRoot()
      variance = next
    }
  }
}
