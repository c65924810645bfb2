/// The bytes of a data file, whole and unpacked.
///
/// Read, not mapped: a mapped file that another program cuts short kills the process.
final class SourceFile {
  let path: String
  private let bytes: ByteBuffer

  var base: UnsafePointer<UInt8> { UnsafePointer(bytes.base) }
  var count: Int { bytes.count }

  /// - Throws: `Failure` for a missing or unreadable file, a directory, an empty file, a format
  ///   that is not text, a damaged gzip stream; `Interrupted`.
  init(path: String) throws {
    self.path = path
    let raw = try ByteBuffer.reading(path)
    guard raw.count > 0 else { throw Self.isEmpty(path) }
    if let format = Self.foreignFormat(raw) { throw Self.isNotText(path, format) }
    bytes = raw.starts(with: [0x1f, 0x8b]) ? try Gzip.unpack(raw, path: path) : raw
    guard bytes.count > 0 else { throw Self.isEmpty(path) }
    if let format = Self.foreignFormat(bytes) { throw Self.isNotText(path, format) }
  }

  private static func foreignFormat(_ bytes: ByteBuffer) -> String? {
    let marks: [([UInt8], String)] = [
      (Array("PAR1".utf8), "a Parquet file"), ([0x50, 0x4b, 3, 4], "a zip or Excel file"),
      ([0x28, 0xb5, 0x2f, 0xfd], "packed with zstd"), (Array("BZh".utf8), "packed with bzip2"),
      ([0xfd, 0x37, 0x7a, 0x58, 0x5a], "packed with xz"), ([0xff, 0xfe], "UTF-16 text"),
      ([0xfe, 0xff], "UTF-16 text"), ([0x89, 0x48, 0x44, 0x46], "an HDF5 file"),
      (Array("%PDF".utf8), "a PDF file"),
    ]
    return marks.first { bytes.starts(with: $0.0) }?.1
  }
}

extension SourceFile {
  private static func isEmpty(_ path: String) -> Failure {
    Failure("'\(path)' is empty", culprit: .file(path: path, line: 0, column: 0))
  }

  private static func isNotText(_ path: String, _ format: String) -> Failure {
    Failure(
      "'\(path)' is \(format); load reads delimited text, plain or packed with gzip",
      culprit: .file(path: path, line: 0, column: 0),
      hint: "convert it to a .csv or .csv.gz file in UTF-8")
  }
}
