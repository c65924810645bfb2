/// Which rows a whole-sample statistic is taken over.
enum SampleScope: String, Sendable {
  /// Every row: it reads the future of all rows but the last.
  case all
  /// The training rows of the split: `fit(...)`.
  case training

  var fit: Reach.Fit { self == .all ? .wholeSample : .training }

  /// - Throws: `Failure` when training rows are asked for and there is no split yet.
  func rows(of task: ColumnTask) throws -> [Range<Int>] {
    guard self == .training else { return [0..<task.axis.rowCount] }
    guard let rows = task.trainingRows else { throw Self.noSplit }
    return rows.map { $0.clamped(to: 0..<task.axis.rowCount) }
  }

  private static let noSplit = Failure(
    "fit(...) takes its statistics from the training rows, and there is no split yet",
    hint: "use it in features, and split them; without fit(...) the whole sample is used")
}

/// An operation over the whole sample that `fit(...)` can restrict to the training rows.
protocol WholeSampleOperation: ColumnOperation {
  var scope: SampleScope { get }
  func restricted(to scope: SampleScope) -> Self
}

extension WholeSampleOperation {
  var isPerSegment: Bool { false }

  func reach(of inputs: [Expression]) -> Reach {
    var reach = inputs.dropFirst().reduce(inputs[0].reach) { $0.union($1.reach) }
    reach.fit = max(reach.fit, scope.fit)
    return reach
  }
}

/// One number from the rows of the sample, pooled over symbols: `mean(x)`.
protocol SampleStatistic: WholeSampleOperation {}

extension SampleStatistic {
  func type(of inputs: [Expression]) throws -> ValueType {
    _ = try Expression.commonAxis(of: inputs, for: key)
    return .scalar
  }
}

/// An aggregate's statistic over the sample.
struct SampleAggregate<Statistic: AggregateStatistic>: SampleStatistic {
  let statistic: Statistic
  var scope = SampleScope.all

  var key: String { "\(statistic.key)(\(scope))" }

  func restricted(to scope: SampleScope) -> Self { .init(statistic: statistic, scope: scope) }

  func evaluate(_ task: ColumnTask) throws {
    let (x, y) = (task.inputs[0], task.inputs[task.inputs.count - 1])
    var whole = Statistic.Aggregate()
    for rows in try scope.rows(of: task) {
      for row in rows { whole = whole.followed(by: .init(x[row], y[row])) }
    }
    task.output[0] = whole.count > 0 ? statistic.value(of: whole) : .nan
  }
}
