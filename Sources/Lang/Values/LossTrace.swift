import Runtime

/// What the body of a loss needs to be traced: symbolic values for what it takes by name.
public struct LossContext {
  /// Prediction(s): one tensor, or by head name.
  public var prediction: Value
  /// The target as a tensor or column; nil when the dataset has none.
  public var target: Value?
  /// The frame behind `bar`.
  public var bar: Frame?
  /// The sample weight.
  public var weight: Value?
  /// The shape of one batch, `[B]` or `[B, N]`.
  public var sample: [Int]

  public init(
    prediction: Expression, target: Expression? = nil, bar: Frame? = nil,
    weight: Expression? = nil, sample: [Int]
  ) {
    self.prediction = .series(SeriesValue(prediction, name: "p"))
    self.target = target.map { .series(SeriesValue($0, name: "y")) }
    self.bar = bar
    self.weight = weight.map { .series(SeriesValue($0, name: "w")) }
    self.sample = sample
  }
}

/// A loss as graph.
public struct TracedLoss: Sendable {
  /// A scalar.
  public let loss: Expression
  /// `track NAME = expr`, in the order written.
  public let tracks: [(name: String, value: Expression)]
  /// Rows of the future that a sample's loss reads.
  public var lookahead: Int
  /// Rows of the past that a sample's loss reads.
  public var lookback: Int
}

/// The trace that is under way in a session.
final class TraceState {
  let sample: [Int]
  var tracks: [(name: String, value: Value)] = []
  init(sample: [Int]) { self.sample = sample }
}

extension LossValue {
  /// Runs the body once on symbolic values.
  ///
  /// Numeric options become live scalars; `lag` and `lead` take their current values.
  /// - Throws: `Diagnostic` with a span in the body.
  public func trace(_ context: LossContext, in session: Session) throws -> TracedLoss {
    let outer = session.trace
    let state = TraceState(sample: context.sample)
    session.trace = state
    defer { session.trace = outer }
    let values = try function.formals.map { try argument($0, context, session) }
    let result = try session.call(function, with: values)
    let loss = try Self.scalar(result, "loss \(name)", function.syntax.name.span)
    let tracks = try state.tracks.map { track in
      (name: track.name, value: try Self.scalar(track.value, "track \(track.name)", nil))
    }
    let reaches = [loss.reach] + tracks.map(\.value.reach)
    return TracedLoss(
      loss: loss, tracks: tracks, lookahead: reaches.map(\.lookahead).max() ?? 0,
      lookback: reaches.map(\.lookback).max() ?? 0)
  }

  private func argument(
    _ formal: FormalSyntax, _ context: LossContext, _ session: Session
  ) throws -> Value {
    if formal.isOption { return try option(formal, session) }
    switch formal.name.text {
    case "p": return context.prediction
    case "y":
      if let target = context.target { return target }
    case "w":
      if let weight = context.weight { return weight }
    case "bar":
      if let frame = context.bar { return .frame(FrameValue(frame, name: "bar")) }
    default: break
    }
    if let value = options[formal.name.text] { return value }
    throw Diagnostic(
      "a loss takes p, y, bar and w by name, not '\(formal.name.text)'", at: formal.name.span,
      hint: "put options after a semicolon: loss \(name)(p, y; k=1)")
  }

  /// Numbers become live scalars, so that `set` and annealing reach them without a new program.
  private func option(_ formal: FormalSyntax, _ session: Session) throws -> Value {
    let name = formal.name.text
    guard let value = try options[name] ?? defaultValue(of: formal, session) else { return .unset }
    guard let number = value.number else { return value }
    return .series(SeriesValue(Expression(live: name, value: number), name: name))
  }

  private func defaultValue(of formal: FormalSyntax, _ session: Session) throws -> Value? {
    guard let syntax = formal.defaultValue else { return nil }
    return try session.value(of: syntax)
  }

  /// The value of each option: given, or the default.
  public func optionValues(in session: Session) throws -> [(name: String, value: Value)] {
    try function.formals.filter(\.isOption).compactMap { formal in
      let value = try options[formal.name.text] ?? defaultValue(of: formal, session)
      return value.map { (formal.name.text, $0) }
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
