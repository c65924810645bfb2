import Runtime

/// The trace that is under way in a session.
final class TraceState {
  /// The shape of a batch, `[B]` or `[B, symbols]`.
  let sample: [Int]
  /// The frame of the dataset.
  let frame: Frame
  var tracks: [(name: String, value: Value)] = []
  /// Bars that the weight of a rule is held.
  var horizon = 1

  init(sample: [Int], frame: Frame) {
    self.sample = sample
    self.frame = frame
  }
}

/// A rule on columns, with decisions as smooth as a loss has them.
final class SoftScope {
  /// Bars that a weight is held.
  var horizon = 1
}

extension LossValue {
  /// The loss as the trainer takes it: numeric options become live numbers, the body is traced once
  /// for each batch size, on whatever thread builds the graph.
  ///
  /// - Throws: `Diagnostic` for an option without a value.
  public func loss(in session: Session) throws -> Loss {
    let values = try optionValues(in: session)
    let numbers = values.compactMap { Self.number($0.name, $0.value) }
    let given = Dictionary(values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let settled = LossValue(function, options: given)
    let snapshot = session.snapshot()
    return Loss(name, options: numbers, readsWeights: inputs.contains("w")) { context in
      try settled.trace(context, in: Session(snapshot))
    }
  }

  /// A live number, or one that goes from the start to the end of a range: `k=100..2000`.
  static func number(_ name: String, _ value: Value) -> Loss.Option? {
    if let number = value.number { return Loss.Option(name, number) }
    guard case .range(let range) = value, let lower = range.lower?.number,
      let upper = range.upper?.number
    else { return nil }
    return Loss.Option(name, lower, to: upper)
  }

  /// Runs the body once on symbolic values.
  ///
  /// Numeric options are live numbers; `lag` and `lead` take their current values.
  /// - Throws: `Diagnostic` with a span in the body.
  public func trace(_ context: LossContext, in session: Session) throws -> Loss.Graph {
    let outer = session.trace
    let state = TraceState(sample: context.shape, frame: context.frame)
    session.trace = state
    defer { session.trace = outer }
    let values = try function.formals.map { try argument($0, context, session) }
    let result = try session.call(function, with: values)
    let loss = try Self.scalar(result, "loss '\(name)'", function.syntax.name.span)
    let tracks = try state.tracks.map { track in
      (name: track.name, value: try Self.scalar(track.value, "track '\(track.name)'", nil))
    }
    return Loss.Graph(loss, tracks: tracks)
  }

  private func argument(
    _ formal: FormalSyntax, _ context: LossContext, _ session: Session
  ) throws -> Value {
    let name = formal.name.text
    if formal.isOption {
      if let live = context.options[name] { return .series(SeriesValue(live, name: name)) }
      return Self.settled(options[name] ?? .unset, context)
    }
    switch name {
    case "p": return Self.byHead(context, name, \.prediction)
    case "logit": return Self.byHead(context, name, \.logit)
    case "y": return Self.byHead(context, name, \.label)
    case "w":
      let ones = try Expression.broadcast(Expression(constant: 1), to: context.shape)
      return .series(SeriesValue(context.weights ?? ones, name: name))
    case "bar": return .frame(FrameValue(context.frame, name: name))
    default:
      throw Diagnostic(
        "a loss takes p, logit, y, w and bar by name, not '\(name)'", at: formal.name.span,
        hint: "options stand after a semicolon: loss \(self.name)(p, y; k=1)")
    }
  }

  /// A record by head where there are several.
  private static func byHead(
    _ context: LossContext, _ name: String, _ path: KeyPath<LossHead, Runtime.Expression>
  ) -> Value {
    func series(_ head: LossHead) -> Value {
      .series(SeriesValue(head[keyPath: path], name: name))
    }
    guard context.heads.count > 1 else { return context.heads.first.map(series) ?? .none }
    return .record(RecordValue(context.heads.map { (key: $0.name, value: series($0)) }))
  }

  /// `balanced` becomes a weight per class: 1 / (classes x share).
  private static func settled(_ value: Value, _ context: LossContext) -> Value {
    guard case .text(LossValue.balanced) = value, let shares = context.classShares else {
      return value
    }
    return .list(shares.map { .number(1 / (Double(shares.count) * max($0, 1e-12))) })
  }

  /// The value of each option: given, or the default.
  public func optionValues(in session: Session) throws -> [(name: String, value: Value)] {
    try function.formals.filter(\.isOption).compactMap { formal in
      if let value = options[formal.name.text] { return (formal.name.text, value) }
      return try formal.defaultValue.map { (formal.name.text, try session.value(of: $0)) }
    }
  }

  private static func scalar(_ value: Value, _ what: String, _ span: Span?) throws -> Expression {
    switch value {
    case .series(let series) where series.expression.type.shape == .scalar:
      return series.expression
    case .number(let number): return Expression(constant: number)
    default:
      throw Diagnostic(
        "\(what) must be one number, not \(value.described)", at: span,
        hint: "reduce it over the batch: mean(...)")
    }
  }
}
