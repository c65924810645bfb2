import Runtime

/// `gaps px`: what is missing or wrong in a frame.
enum GapsCommand: Command {
  static let data = Parameter("frame", .frame, default: .absent, "the frame; the one in use")
  static let signature = Signature(
    "gaps", group: "data", "Audits a frame: gaps, late listings, missing cells, bad bars",
    details: "Gaps are counted against the calendar that the rows themselves show. Zero volumes, "
      + "lows above highs, outlier returns, duplicates, missing cells and symbols with a short "
      + "history are named with their counts and first places.",
    positionals: [data], examples: [Example("gaps px")], keywords: ["audit", "quality", "missing"])

  static func run(_ call: CommandCall) throws -> Value {
    let gaps = try Gaps(try call.frame(data).frame)
    call.session.output.result(gaps.text(width: call.session.printContext.width))
    return .none
  }
}
