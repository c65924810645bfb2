import Runtime

/// `es = align spx vix lag=1d`: columns of one frame joined onto another by time.
enum AlignCommand: Command {
  static let frames = Parameter(
    "frames", .frame, variadic: true, "the frame to join onto, then those that are joined")
  static let lag = Parameter(
    "lag", .duration, default: .absent,
    "as-of only: how long a value must have been known; 1d never joins the same day")
  static let tolerance = Parameter(
    "tolerance", .duration, default: .absent, "as-of only: older values are missing")
  static let how = Parameter(
    "how", .choice(Align.Kind.allCases.map(\.rawValue)), default: .text("asof"),
    "asof: every row of the first frame; inner, outer: by equal times")
  static let from = Parameter("from", .date, default: .absent, "first row, inclusive")
  static let to = Parameter("to", .date, default: .absent, "last row, inclusive")
  static let signature = Signature(
    "align", group: "data", "Joins the columns of frames by time",
    details: "As of: a row gets the last value that was known at or before its own known time, "
      + "less the lag: a value of a day is known at the day's end, so bars within the day see the day "
      + "before. A frame without symbols joins onto every symbol of a panel. A column name "
      + "that is taken gets the name of its frame in front.",
    positionals: [frames], options: [lag, tolerance, how, from, to],
    examples: [Example("es = align spx vix lag=1d from=2014-01-03")], keywords: ["join", "merge"])

  static func run(_ call: CommandCall) throws -> Value {
    let all = try call.list(frames).compactMap { value -> FrameValue? in
      guard case .frame(let frame) = value else { return nil }
      return frame
    }
    guard let first = all.first, all.count > 1 else {
      throw call.failure(frames, "needs two frames or more: align px vix lag=1d")
    }
    var align = Align()
    align.kind = Align.Kind(rawValue: try call.text(how)) ?? .asof
    if call.has(lag) { align.lag = try call.nanoseconds(lag) }
    if call.has(tolerance) { align.tolerance = try call.nanoseconds(tolerance) }
    var joined = first.frame
    for (index, next) in all.enumerated().dropFirst() {
      align.prefix = next.name
      // The range is cut last, so that every join may look further back.
      if index == all.count - 1 {
        align.range = TimeRange(lower: try call.timePoint(from), upper: try call.timePoint(to))
      }
      joined = try align.join(joined, next.frame)
    }
    let value = FrameValue(joined, name: call.resultName ?? first.name)
    if call.resultName != nil {
      let printer = FramePrinter(context: call.session.printContext)
      call.session.output.result(printer.summary(of: value))
    }
    for note in joined.notes where !all.contains(where: { $0.frame.notes.contains(note) }) {
      call.session.output.note("note: \(note)")
    }
    return .frame(value)
  }
}
