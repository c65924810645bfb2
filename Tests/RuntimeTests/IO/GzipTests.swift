import Foundation
import Testing

@testable import Runtime

@Suite struct GzipTests {
  static let text = "date,close\n2020-01-02,1\n2020-01-03,2\n"

  /// The system's gzip is the reference.
  static func pack(_ text: String) throws -> [UInt8] {
    let source = TemporaryFile(text)
    defer { withExtendedLifetime(source) {} }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-c", source.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Array(data)
  }

  func read(_ bytes: [UInt8]) throws -> Frame {
    try TemporaryFile(bytes, name: "data.csv.gz").use { try CSVReader.read(path: $0) }
  }

  @Test func readsOneMemberAndSeveral() throws {
    #expect(try read(Self.pack(Self.text)).rowCount == 2)
    let tail = try Self.pack("2020-01-06,3\n")
    let two = try read(Self.pack(Self.text) + tail)
    #expect(two.fields[0].column.values == [1, 2, 3])
    #expect(try read(Self.pack(Self.text) + [UInt8](repeating: 0, count: 512)).rowCount == 2)
  }

  @Test func readsMoreThanOneBuffer() throws {
    let rows = (0..<60_000).map { "2020-01-02,\($0)" }.joined(separator: "\n")
    let frame = try read(Self.pack("date,close\n" + rows + "\n"))
    #expect(frame.rowCount == 60_000)
    #expect(frame.fields[0].column.values.last == 59_999)
  }

  @Test func damageIsSaid() throws {
    let packed = try Self.pack(Self.text)
    var broken = packed
    broken[broken.count - 20] ^= 0xff
    let damaged = #expect(throws: Failure.self) { try read(broken) }
    #expect(damaged?.message.contains("is damaged") == true)
    let cut = #expect(throws: Failure.self) { try read(Array(packed.dropLast(9))) }
    #expect(cut?.message.contains("is cut off") == true)
    let garbage = #expect(throws: Failure.self) { try read(packed + Array("garbage".utf8)) }
    #expect(garbage?.message.contains("is damaged") == true)
    #expect(throws: Failure.self) { try read([0x1f, 0x8b]) }
    #expect(throws: Failure.self) { try read(Self.pack("")) }
  }
}
