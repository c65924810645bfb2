/// Which rows a whole-sample statistic is taken over.
enum SampleScope: Sendable {
  /// Every row: it reads the future of all rows but the last.
  case all
  /// The training rows of a split that is yet to come: `fit(...)`.
  case training
  /// The training rows of a split, ascending.
  case rows([Range<Int>])

  var fit: Reach.Fit {
    if case .all = self { return .wholeSample }
    return .training
  }

  var key: String {
    switch self {
    case .all: "all"
    case .training: "training"
    case .rows(let rows): "\(rows)"
    }
  }

  /// - Throws: `Failure` when training rows are asked for and there is no split yet.
  func rows(of axis: Axis) throws -> [Range<Int>] {
    switch self {
    case .all: return [0..<axis.rowCount]
    case .rows(let rows): return rows.map { $0.clamped(to: 0..<axis.rowCount) }
    case .training: throw Self.noSplit
    }
  }

  private static let noSplit = Failure(
    "fit(...) takes its statistics from the training rows, and there is no split yet",
    hint: "use it in features, and split them; without fit(...) the whole sample is used")
}

extension Expression {
  /// True when a `fit(...)` inside has no rows to be taken from yet.
  public var awaitsTrainingRows: Bool {
    sampleScopes.contains { scope in
      if case .training = scope { return true }
      return false
    }
  }

  /// The rows that statistics of `fit(...)` inside were taken from.
  var fittedRows: [Range<Int>] {
    sampleScopes.flatMap { scope in
      guard case .rows(let rows) = scope else { return [Range<Int>]() }
      return rows
    }
  }

  /// What every whole-sample statistic inside is taken over.
  private var sampleScopes: [SampleScope] {
    guard reach.fit != .none else { return [] }
    var (seen, stack, scopes) = (Set<ObjectIdentifier>(), [self], [SampleScope]())
    while let node = stack.popLast() {
      if let operation = node.operation as? any WholeSampleOperation {
        scopes.append(operation.scope)
      }
      stack += node.inputs.filter { seen.insert(ObjectIdentifier($0)).inserted }
    }
    return scopes
  }

  /// The expression with every statistic of `fit(...)` taken from these rows, ascending.
  public func fitted(on rows: [Range<Int>]) throws -> Expression {
    guard awaitsTrainingRows else { return self }
    let fitted = try Expression.rewrite([self]) { node, inputs in
      guard let operation = node.operation as? any WholeSampleOperation,
        case .training = operation.scope
      else { return nil }
      return try Expression(operation.restricted(to: .rows(rows)), inputs, origin: node.origin)
    }
    return fitted.first ?? self
  }
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
struct SampleAggregate: SampleStatistic {
  let statistic: any AggregateStatistic
  var scope = SampleScope.all

  var key: String { "\(statistic.key)(\(scope.key))" }

  func restricted(to scope: SampleScope) -> Self { .init(statistic: statistic, scope: scope) }

  func evaluate(_ task: ColumnTask) throws {
    let rows = try scope.rows(of: task.axis)
    try statistic.run(AggregateLoop(task: task, kind: .sample(rows)))
  }
}
