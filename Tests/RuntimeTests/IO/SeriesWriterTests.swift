import Foundation
import Testing

@testable import Runtime

@Suite struct SeriesWriterTests {
  func roundTrip(_ frame: Frame) throws -> (text: String, frame: Frame) {
    let file = TemporaryFile("old")
    return try file.use { path in
      try SeriesWriter.save(frame, to: path)
      return (try String(contentsOfFile: path, encoding: .utf8), try CSVReader.read(path: path))
    }
  }

  @Test func daysAndSymbols() throws {
    let saved = try roundTrip(ShapingTests.panel())
    #expect(saved.text.hasPrefix("date,symbol,close\n1970-01-01,A,1\n1970-01-02,A,2\n"))
    #expect(saved.frame.axis.segments == ShapingTests.panel().axis.segments)
    #expect(saved.frame.axis.times == ShapingTests.panel().axis.times)
    #expect(saved.frame.axis.known == ShapingTests.panel().axis.known)
  }

  @Test func everyBitComesBack() throws {
    let values = [0.1, 1.0 / 3, -1e-300, 1e300, .nan, 5, 123_456_789.123_456_78]
    let axis = Axis(
      times: values.indices.map { Int64($0) * 60_000_000_000 + 250_000_000 }, zone: "Asia/Tokyo")
    let frame = Frame(
      axis: axis,
      fields: [
        .init(name: "x", original: "x", column: .numbers(values)),
        .init(
          name: "kind", original: "kind",
          column: .category(codes: [0, 1, -1, 0, 1, 0, 1], labels: ["a,b", "say \"c\""])),
      ], source: "x")
    let saved = try roundTrip(frame)
    #expect(saved.frame.axis.times == axis.times)
    let read = saved.frame.fields[0].column.values
    #expect(zip(read, values).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
    guard case .category(let codes, let labels) = saved.frame.fields[1].column else {
      Issue.record("kind is no category")
      return
    }
    #expect(codes == [0, 1, -1, 0, 1, 0, 1])
    #expect(labels == ["a,b", "say \"c\""])
  }

  @Test func placesThatCannotBeWritten() throws {
    let frame = ShapingTests.panel()
    let folder = #expect(throws: Failure.self) { try SeriesWriter.save(frame, to: "/tmp") }
    #expect(folder?.message == "cannot write '/tmp': it is not a regular file")
    let missing = #expect(throws: Failure.self) { try SeriesWriter.save(frame, to: "/no/x.csv") }
    #expect(missing?.message == "cannot write '/no/x.csv': the folder does not exist")
    #expect(throws: Failure.self) { try SeriesWriter.save(frame, to: "") }
    #expect(throws: Failure.self) { try SeriesWriter.save(frame, to: "/proc/x.csv") }
  }

  @Test func protectedFilesStay() {
    let message = #expect(throws: Failure.self) {
      try SeriesWriter.save(ShapingTests.panel(), to: "/proc/version")
    }
    #expect(message?.message.hasPrefix("cannot write '/proc/version': ") == true)
  }

  @Test func aFailureLeavesTheOldFileAndNoOther() throws {
    let file = TemporaryFile("old")
    try file.use { path in
      #expect(throws: Interrupted.self) {
        try AtomicFile.write(to: path) { emit in
          try emit([1, 2, 3])
          throw Interrupted()
        }
      }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
      let folder = (path as NSString).deletingLastPathComponent
      let names = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(names == ["data.csv"])
    }
  }

  @Test func columnsOfAnotherLengthAreRefused() {
    let axis = ShapingTests.panel().axis
    #expect(throws: Failure.self) {
      try SeriesWriter.save([(name: "x", column: .numbers([1]))], on: axis, to: "/tmp/never.csv")
    }
    #expect(!FileManager.default.fileExists(atPath: "/tmp/never.csv"))
  }
}
