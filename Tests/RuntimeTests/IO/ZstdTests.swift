import Foundation
import Testing

@testable import Runtime

/// The frames were made by the zstd program, version 1.5.4.
@Suite struct ZstdTests {
  /// `printf 'date,close\n2020-01-02,1\n2020-01-03,2\n' | zstd`.
  static let two = bytes("KLUv/QRYDQEA2GRhdGUsY2xvc2UKMjAyMC0wMS0wMiwxMywyCgEAYZtNxJZBtw==")
  /// `printf '2020-01-06,3\n' | zstd`.
  static let third = bytes("KLUv/QRYaQAAMjAyMC0wMS0wNiwzCsURPHU=")
  private static func bytes(_ base64: String) -> [UInt8] {
    Array(Data(base64Encoded: base64) ?? Data())
  }

  /// libzstd is part of nearly every system; where it is missing the message is what is tested.
  static let isThere = dlopen("libzstd.so.1", RTLD_NOW) != nil

  func read(_ bytes: [UInt8]) throws -> Frame {
    try TemporaryFile(bytes, name: "data.csv.zst").use { try CSVReader.read(path: $0) }
  }

  @Test(.enabled(if: isThere, "libzstd is not installed")) func readsOneFrameAndSeveral() throws {
    let one = try read(Self.two)
    #expect(one.rowCount == 2 && one.fields[0].column.values == [1, 2])
    #expect(try read(Self.two + Self.third).fields[0].column.values == [1, 2, 3])
  }

  @Test(.enabled(if: isThere, "libzstd is not installed")) func damageIsSaid() throws {
    var broken = Self.two
    broken[4] ^= 0xff
    broken[8] ^= 0xff
    #expect(throws: Failure.self) { try read(broken) }
    let cut = #expect(throws: Failure.self) { try read(Array(Self.two.dropLast(6))) }
    #expect(cut?.message.contains("is cut off") == true)
  }

  /// The program of the system packs more than one buffer.
  @Test(.enabled(if: isThere && FileManager.default.isExecutableFile(atPath: "/usr/bin/zstd")))
  func readsMoreThanOneBuffer() throws {
    let rows = (0..<60_000).map { "2020-01-02,\($0)" }.joined(separator: "\n")
    let source = TemporaryFile("date,close\n" + rows + "\n")
    defer { withExtendedLifetime(source) {} }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/zstd")
    process.arguments = ["-q", "-c", source.path]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let packed = Array(pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    let frame = try read(packed)
    #expect(frame.rowCount == 60_000 && frame.fields[0].column.values.last == 59_999)
  }
}
