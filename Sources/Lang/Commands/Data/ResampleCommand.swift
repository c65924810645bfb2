import Runtime

/// `h = resample es 1h session=09:30-16:00`: bars joined to longer bars.
enum ResampleCommand: Command {
  static let data = Parameter("frame", .frame, default: .absent, "the frame; the one in use")
  static let every = Parameter(
    "every", .duration, default: .absent, "the new length: 5min, 1h, 1d, 1w, 1mo, 1y")
  static let session = Parameter(
    "session", .text, default: .absent,
    "trading hours in the frame's zone, \"09:30-16:00\" or \"18:00-17:00\"; other rows are left out"
  )
  static let how = Parameter(
    "how", .record, default: .absent,
    "how other columns are joined: {spread: \"mean\"}; left out, by their last value")
  static let signature = Signature(
    "resample", group: "data", "Joins bars to longer bars",
    details: "Open is the first, high the greatest, low the least, close the last, volume the sum; "
      + "other columns give their last value, unless how= says "
      + RowStatistic.allCases.map(\.rawValue).joined(separator: ", ") + ". Each symbol of a panel "
      + "is joined by itself; where there are no rows there is no bar. A bar is labelled as the rows "
      + "are and known when its time is over: at the end of its span, of its session, or of the last "
      + "trading day of its week or month. Bars below a day start anew at midnight or at the "
      + "opening; weeks begin on Monday. A session over midnight belongs to the day it ends on.",
    positionals: [data, every], options: [session, how],
    examples: [
      Example(
        "w = resample px 1w", prints: "w: frame, 2 rows x 5 columns, 2024-01-01 to 2024-01-08"),
      Example("h = resample es 1h session=\"09:30-16:00\""),
    ], keywords: ["ohlc", "bars", "downsample", "hourly", "weekly", "monthly"])

  static func run(_ call: CommandCall) throws -> Value {
    let origin = try call.frame(data)
    guard call.has(every) else {
      throw call.failure(every, "is missing", hint: "resample \(origin.name) 1h")
    }
    let duration = try call.duration(every)
    var resample = Resample(
      try BarLength(nanoseconds: duration.nanoseconds, months: duration.months))
    resample.session = try call.sessionHours(session)
    if call.has(how) { resample.statistics = try statistics(call) }
    let frame = try resample.frame(origin.frame)
    return call.shaped(frame, of: origin, notes: frame.notes)
  }

  private static func statistics(_ call: CommandCall) throws -> [String: RowStatistic] {
    let known = RowStatistic.allCases.map(\.rawValue)
    let pairs = try call.record(how).fields.map { field in
      guard case .text(let word) = field.value, let statistic = RowStatistic(rawValue: word) else {
        throw call.failure(
          how, "must name one of \(known.joined(separator: ", ")) for '\(field.key)'",
          hint: "how={\(field.key): \"mean\"}")
      }
      return (field.key, statistic)
    }
    return Dictionary(pairs) { _, last in last }
  }
}

extension CommandCall {
  /// Trading hours such as `09:30-16:00`; nil where none are given.
  func sessionHours(_ parameter: Parameter) throws -> SessionHours? {
    guard has(parameter) else { return nil }
    guard let hours = SessionHours(try text(parameter)) else {
      throw failure(parameter, "must be opening and closing time, such as \"09:30-16:00\"")
    }
    return hours
  }
}
