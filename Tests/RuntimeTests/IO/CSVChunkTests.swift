import Foundation
import Testing

@testable import Runtime

/// Cutting a file into chunks and reading them on threads changes nothing.
@Suite struct CSVChunkTests {
  enum Outcome: Equatable {
    case frame(FrameContent)
    case failure(String, Failure.Culprit)
  }

  /// What a frame holds, with missing numbers equal to themselves.
  struct FrameContent: Equatable {
    let times: [Int64]
    let segments: [Axis.Segment]
    let names: [String]
    let bits: [[UInt64]]
    let labels: [[String]]
    let notes: [String]
    let isDaily: Bool

    init(_ frame: Frame) {
      times = frame.axis.times
      segments = frame.axis.segments
      names = frame.names
      bits = frame.fields.map { $0.column.values.map { $0.isNaN ? .max : $0.bitPattern } }
      labels = frame.fields.map { field in
        if case .category(_, let labels) = field.column { return labels }
        return []
      }
      notes = frame.notes
      isDaily = frame.axis.isDaily
    }
  }

  static func outcome(
    _ path: String, _ options: CSVOptions, threads: Int, chunkSize: Int
  ) throws -> Outcome {
    do {
      let file = try SourceFile(path: path)
      let frame = try CSVReader.read(
        file, options: options, threads: threads, chunkSize: chunkSize)
      return .frame(FrameContent(frame))
    } catch let failure as Failure {
      return .failure(failure.message, failure.culprit)
    }
  }

  func agree(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) throws {
    var options = CSVOptions()
    change(&options)
    try TemporaryFile(text).use { path in
      let whole = try Self.outcome(path, options, threads: 1, chunkSize: 1 << 20)
      for size in [1, 2, 3, 7, 20, 64, 300] {
        let parts = try Self.outcome(path, options, threads: 1 + size % 3, chunkSize: size)
        #expect(parts == whole, "chunks of \(size) bytes")
      }
    }
  }

  static let minutes = (0..<40).map { minute in
    let hour = 23 + minute / 60
    return "2020-01-0\(2 + hour / 24) \(hour % 24 < 10 ? "0" : "")\(hour % 24):\(10 + minute):00,"
      + "\(minute).25,-\(minute),\(minute % 5 == 0 ? "" : "x\(minute % 3)")"
  }

  @Test func plainRows() throws {
    try agree((["time,a,b,word"] + Self.minutes).joined(separator: "\n"))
    try agree((["time,a,b,word"] + Self.minutes).joined(separator: "\r\n") + "\r\n")
    try agree((["time,a,b,word"] + Self.minutes).joined(separator: "\r"))
    try agree((["time,a,b,word"] + Self.minutes).joined(separator: "\n\n"))
  }

  @Test func quotedCells() throws {
    let rows = (0..<30).map { "2020-01-02 10:\(10 + $0),\"a\n\n,\"\"\($0)\n\",\"\($0 * 1000)\"\n" }
    try agree("time,note,n\n" + rows.joined())
    try agree("n,note\n1,\"" + String(repeating: "x\n1,2\n", count: 60) + "\"\n2,b\n")
  }

  @Test func theFirstBadLineIsReported() throws {
    for bad in [3, 17, 30] {
      var rows = Self.minutes
      rows[bad] = "2020-01-02 23:59:00,oops,1,x"
      rows[35] = "2020-01-02"
      let text = (["time,a,b,word"] + rows).joined(separator: "\n")
      try agree(text)
      try agree(text) { $0.bad = .skip }
      try agree(text) { $0.bad = .nan }
      try agree(text) { $0.rows = 12 }
      let failure = #expect(throws: Failure.self) {
        try TemporaryFile(text).use {
          try CSVReader.read(
            SourceFile(path: $0), options: CSVOptions(), threads: 2, chunkSize: 50)
        }
      }
      #expect(failure?.message == "'oops' in column 'a', line \(bad + 2), is not a number")
    }
  }

  @Test func undecidedColumnsAndFilters() throws {
    let rows = (0..<1500).map { "2020-01-02,\($0 < 1200 ? "" : "w\($0 % 4)"),\($0)\n" }
    try agree("date,late,n\n" + rows.joined())
    let mixed = (0..<1500).map { "2020-01-02,\($0 < 1100 ? "" : $0 < 1300 ? "7" : "w"),\($0)\n" }
    try agree("date,late,n\n" + mixed.joined())
    let panel = (0..<60).map { "2020-01-0\(1 + $0 % 9),S\($0 % 4),\($0)\n" }
    try agree("date,symbol,n\n" + panel.joined()) { $0.symbols = ["S1", "S3"] }
    try agree("date,symbol,n\n" + panel.joined()) {
      let point = TimePoint(wall: 18_264 * Nanoseconds.day, isDay: true)
      $0.range = TimeRange(lower: point)
    }
  }

  @Test func aFileThatShrinksIsSaid() throws {
    try TemporaryFile("date,a\n" + String(repeating: "2020-01-02,1\n", count: 100)).use { path in
      let file = try SourceFile(path: path)
      truncate(path, 50)
      let failure = #expect(throws: Failure.self) {
        try CSVReader.read(file, options: CSVOptions(), threads: 1)
      }
      #expect(failure?.message.hasSuffix("became shorter while it was read") == true)
    }
  }
}
