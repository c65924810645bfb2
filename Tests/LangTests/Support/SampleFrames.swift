import Runtime

@testable import Lang

/// Small frames that scripts under test find bound: `px` (eight days of one symbol) and `pn` (two
/// symbols, three days each, with a category).
enum SampleFrames {
  static let day: Int64 = 86_400_000_000_000
  /// 2024-01-01.
  static let start: Int64 = 19_723 * day

  static func px() -> Frame {
    let close: [Double] = [100, 101, 103, 102, 105, 107, 106, 110]
    let times = close.indices.map { start + Int64($0) * day }
    let axis = Axis(times: times, frequency: day, isDaily: true)
    return Frame(
      axis: axis,
      fields: [
        field("open", [99, 100, 101, 103, 102, 105, 107, 106]),
        field("high", close.map { $0 + 1 }),
        field("low", close.map { $0 - 2 }),
        field("close", close),
        field("volume", [10, 12, .nan, 11, 15, 14, 13, 20]),
      ], source: "sample")
  }

  static func panel() -> Frame {
    let times = (0..<2).flatMap { _ in (0..<3).map { start + Int64($0) * day } }
    let axis = Axis(
      times: times,
      segments: [.init(symbol: "AAA", rows: 0..<3), .init(symbol: "BBB", rows: 3..<6)],
      frequency: day, isDaily: true)
    let sector = Column.category(codes: [0, 0, 0, 1, 1, -1], labels: ["tech", "bank"])
    return Frame(
      axis: axis,
      fields: [
        field("close", [1, 2, 3, 10, 20, 30]),
        Frame.Field(name: "sector", original: "Sector", column: sector),
      ], source: "sample")
  }

  private static func field(_ name: String, _ values: [Double]) -> Frame.Field {
    Frame.Field(name: name, original: name, column: .numbers(values))
  }
}

extension Session {
  /// A session with the sample frames bound and `px` in use.
  static func sample(_ output: CollectedOutput, isInteractive: Bool = true) -> Session {
    let session = Session(output: output)
    session.isInteractive = isInteractive
    session.bind("px", to: .frame(FrameValue(SampleFrames.px(), name: "px")))
    session.bind("pn", to: .frame(FrameValue(SampleFrames.panel(), name: "pn")))
    session.variables.settle()
    session.frameInUse = FrameValue(SampleFrames.px(), name: "px")
    if case .frame(let frame)? = session.variable("px") { session.frameInUse = frame }
    return session
  }
}
