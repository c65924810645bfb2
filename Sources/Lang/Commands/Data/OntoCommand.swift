import Runtime

/// `vix = onto(v.close, px, lag=1d)`: a series on the rows of another frame.
enum OntoCommand: Command {
  static let source = Parameter(
    "x", .any, "a series of another frame, or a frame of events")
  static let data = Parameter(
    "frame", .frame, default: .absent, "the frame to join onto; the one in use")
  static let lag = Parameter(
    "lag", .duration, default: .absent, "how long a value must have been known")
  static let tolerance = Parameter(
    "tolerance", .duration, default: .absent, "older values are missing")
  static let signature = Signature(
    "onto", group: "data", "Carries a series to the rows of another frame or panel",
    details:
      "Each row gets the last value that was known at or before its own known time, less the "
      + "lag: a value of a day is first seen on the day after, as it is known at the day's end. A "
      + "series without symbols goes to every symbol of a panel. A frame of events gives 1 on the "
      + "bars into which an event falls and 0 elsewhere; loaded with known=ahead, later events are "
      + "no secret, and until(x) counts the bars to the next one.",
    positionals: [source, data], options: [lag, tolerance],
    examples: [
      Example("vix = onto v.close px lag=1d"), Example("fomc = onto(meetings, px)"),
    ], keywords: ["join", "broadcast", "asof", "merge", "events", "schedule"])

  static func run(_ call: CommandCall) throws -> Value {
    let target = try call.frame(data)
    switch call.session.preferringColumn(try call.required(source)) {
    case .series(let series): return try carry(series, onto: target, call)
    case .frame(let frame): return try events(frame, onto: target, call)
    case let other:
      throw call.failure(source, "must be a series or a frame of events, not \(other.described)")
    }
  }

  private static func carry(
    _ series: SeriesValue, onto target: FrameValue, _ call: CommandCall
  ) throws -> Value {
    let expression = series.expression
    guard let axis = expression.type.axis else {
      throw call.failure(source, "is a single number, which needs no join")
    }
    let field = Frame.Field(
      series.name ?? call.resultName ?? "x", try call.session.column(of: expression),
      reach: expression.reach)
    var align = Align()
    if call.has(lag) { align.lag = try call.nanoseconds(lag) }
    if call.has(tolerance) { align.tolerance = try call.nanoseconds(tolerance) }
    let bare = Frame(axis: target.frame.axis, fields: [], source: target.name)
    let joined = try align.join(bare, Frame(axis: axis, fields: [field], source: field.name))
    return result(joined, expression.type.element, target)
  }

  private static func events(
    _ frame: FrameValue, onto target: FrameValue, _ call: CommandCall
  ) throws -> Value {
    for option in [lag, tolerance] where call.has(option) {
      throw call.failure(option, "is for series: events fall into the bar of their time")
    }
    let bars = try EventBars(frame.frame.axis, on: target.frame.axis)
    if bars.outside > 0 {
      call.session.output.note(
        "note: \(NumberFormat.count(bars.outside)) events fall outside the rows of \(target.name)")
    }
    let field = Frame.Field(frame.name, bars.column, reach: bars.reach)
    return result(
      Frame(axis: target.frame.axis, fields: [field], source: frame.name), .boolean, target)
  }

  /// The only column of a frame, as a series of the frame it was joined onto.
  private static func result(_ joined: Frame, _ element: Element, _ target: FrameValue) -> Value {
    guard let column = joined.columns.first else { return .none }
    let isTruth = element == .boolean
    let expression =
      isTruth ? (try? Expression.notEqual(column, Expression(constant: 0))) ?? column : column
    return .series(SeriesValue(expression, frame: target.frame))
  }
}
