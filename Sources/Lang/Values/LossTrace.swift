import Runtime

/// The trace that is under way in a session.
final class TraceState {
  /// The shape of a batch, `[B]` or `[B, symbols]`.
  let sample: [Int]
  /// The frame of the dataset.
  let frame: Frame
  var tracks: [(name: String, value: Value)] = []

  init(sample: [Int], frame: Frame) {
    self.sample = sample
    self.frame = frame
  }
}

extension LossValue {
  /// The loss as the trainer takes it: numeric options become live numbers, the body is traced once
  /// for each batch size, on whatever thread builds the graph.
  ///
  /// - Throws: `Diagnostic` for an option without a value.
  public func loss(in session: Session) throws -> Loss {
    let values = try optionValues(in: session)
    let numbers = values.compactMap { option in
      option.value.number.map { Loss.Option(option.name, $0) }
    }
    let given = Dictionary(values.map { ($0.name, $0.value) }, uniquingKeysWith: { $1 })
    let settled = LossValue(function, options: given)
    let snapshot = session.snapshot()
    return Loss(name, options: numbers) { context in
      try settled.trace(context, in: Session(snapshot))
    }
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
      return options[name] ?? .unset
    }
    switch name {
    case "p": return .series(SeriesValue(context.prediction, name: name))
    case "logit": return .series(SeriesValue(context.logit, name: name))
    case "y": return .series(SeriesValue(context.label, name: name))
    case "bar": return .frame(FrameValue(context.frame, name: name))
    default:
      throw Diagnostic(
        "a loss takes p, logit, y and bar by name, not '\(name)'", at: formal.name.span,
        hint: "options stand after a semicolon: loss \(self.name)(p, y; k=1)")
    }
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
