import Foundation
import Testing

@testable import Runtime

struct SafetensorsTests {
  static let sample = Safetensors(
    tensors: [
      .init(
        name: "dense1.weight", shape: [2, 3], numbers: .float([1, -2.5, 3e-30, .nan, 0, -0.0])),
      .init(name: "target", shape: [2], numbers: .double([1 / 3.0, -.infinity])),
      .init(name: "empty", shape: [0], numbers: .float([])),
    ], metadata: [.init("format", .text("pt"))])

  private static func folder() throws -> URL {
    let url = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url
  }

  @Test func bytesComeBackBitForBit() throws {
    let read = try Safetensors(bytes: Self.sample.bytes)
    #expect(read.bytes == Self.sample.bytes)
    #expect(read.metadata == Self.sample.metadata)
    #expect(read["target"]?.numbers == .double([1 / 3.0, -.infinity]))
  }

  @Test func headerIsAlignedAndLittleEndian() {
    let bytes = Self.sample.bytes
    #expect(bytes[0] % 8 == 0)
    #expect(bytes[1..<8].allSatisfy { $0 == 0 })
    #expect(bytes[8] == UInt8(ascii: "{"))
  }

  @Test func everyTruncationIsRefused() {
    let bytes = Self.sample.bytes
    for count in stride(from: 0, to: bytes.count, by: 7) {
      #expect(throws: Failure.self) { try Safetensors(bytes: Array(bytes[..<count])) }
    }
  }

  @Test(arguments: [
    #"{"a":{"dtype":"X8","shape":[1],"data_offsets":[0,1]}}"#,
    #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
    #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,400]}}"#,
    #"{"a":{"dtype":"F32","shape":[-1,9223372036854775807,4],"data_offsets":[0,4]}}"#,
    #"[1]"#,
  ])
  func brokenHeadersAreRefused(header: String) {
    let count = UInt8(header.utf8.count)
    let bytes = [count, 0, 0, 0, 0, 0, 0, 0] + Array(header.utf8) + [0, 0, 0, 0]
    #expect(throws: Failure.self) { try Safetensors(bytes: bytes) }
  }

  @Test func halfPrecisionIsWidenedAndCountersAreSkipped() throws {
    let header = #"""
      {"a":{"dtype":"F16","shape":[3],"data_offsets":[0,6]},"n":{"dtype":"I64","shape":[],\#
      "data_offsets":[10,18]},"b":{"dtype":"BF16","shape":[2],"data_offsets":[6,10]}}
      """#
    let data: [UInt8] = [0x00, 0x3C, 0x01, 0x00, 0x00, 0xC2, 0x80, 0x3F, 0x49, 0xC0]
    let bytes =
      [UInt8(header.utf8.count)] + [UInt8](repeating: 0, count: 7) + Array(header.utf8) + data
      + [UInt8](repeating: 7, count: 8)
    let read = try Safetensors(bytes: bytes)
    #expect(read["a"]?.numbers == .float([1, 0x1p-24, -3]))
    #expect(read["b"]?.numbers == .float([1, -3.140625]))
    #expect(read.skipped == ["n"])
  }

  @Test func aFailedWriteLeavesTheOldFileAndNothingElse() throws {
    let folder = try Self.folder()
    let path = folder.appending(path: "w.safetensors").path
    try Self.sample.write(to: path)
    let target = folder.appending(path: "directory").path
    try FileManager.default.createDirectory(atPath: target, withIntermediateDirectories: false)
    #expect(throws: Failure.self) { try Self.sample.write(to: target) }
    #expect(throws: Failure.self) { try Self.sample.write(to: folder.path + "/missing/w") }
    #expect(try Safetensors.read(path).bytes == Self.sample.bytes)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(names == ["directory", "w.safetensors"])
  }

  @Test func messagesNameTheFile() throws {
    let error = #expect(throws: Failure.self) { try Safetensors.read("/no/such/file") }
    #expect(error?.message == "cannot read '/no/such/file': there is no such file")
  }
}
