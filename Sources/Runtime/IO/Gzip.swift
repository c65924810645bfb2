import CZlib

/// Unpacks gzip streams, several members included.
enum Gzip {
  /// How every gzip stream begins.
  static let mark: [UInt8] = [0x1f, 0x8b]

  /// - Throws: `Failure` when the stream is damaged or cut off; `Interrupted`.
  static func unpack(_ packed: ByteBuffer, path: String) throws -> ByteBuffer {
    let output = try ByteBuffer(capacity: expectedSize(packed), path: path)
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
      throw isDamaged(path, 0)
    }
    defer { inflateEnd(&stream) }
    var read = 0
    while read < packed.count {
      try Interrupt.check()
      let (used, status) = try step(&stream, packed, from: read, into: output)
      read += used
      if status == Z_STREAM_END {
        if isPadding(packed, from: read) { return output }
        guard inflateReset(&stream) == Z_OK else { throw isDamaged(path, read) }
      } else if status != Z_OK, status != Z_BUF_ERROR {
        throw isDamaged(path, read)
      } else if used == 0, stream.avail_out > 0 {
        break
      }
    }
    throw isCutOff(path)
  }

  private static func step(
    _ stream: inout z_stream, _ packed: ByteBuffer, from read: Int,
    into output: ByteBuffer
  ) throws -> (used: Int, status: Int32) {
    try output.reserve(1 << 16)
    let offered = min(packed.count - read, 1 << 22)
    let room = min(output.capacity - output.count, 1 << 24)
    stream.next_in = packed.base + read
    stream.avail_in = UInt32(offered)
    stream.next_out = output.base + output.count
    stream.avail_out = UInt32(room)
    let status = inflate(&stream, Z_NO_FLUSH)
    output.advance(room - Int(stream.avail_out))
    return (offered - Int(stream.avail_in), status)
  }

  /// The size in the trailer, held to what deflate can reach.
  private static func expectedSize(_ packed: ByteBuffer) -> Int {
    guard packed.count >= 18 else { return 1 << 16 }
    var size = 0
    for index in 1...4 { size = size << 8 | Int(packed.base[packed.count - index]) }
    return min(size, packed.count * 1032) + (1 << 16) + 1
  }

  private static func isPadding(_ packed: ByteBuffer, from start: Int) -> Bool {
    for index in start..<packed.count where packed.base[index] != 0 { return false }
    return true
  }
}

extension Gzip {
  private static func isDamaged(_ path: String, _ offset: Int) -> Failure {
    Failure(
      "'\(path)' is damaged: its gzip stream breaks near byte \(offset)",
      culprit: .file(path: path, line: 0, column: 0), hint: "test it with: gzip -t '\(path)'")
  }

  private static func isCutOff(_ path: String) -> Failure {
    Failure(
      "'\(path)' is cut off: its gzip stream has no end",
      culprit: .file(path: path, line: 0, column: 0), hint: "test it with: gzip -t '\(path)'")
  }
}
