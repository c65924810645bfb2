extension Safetensors {
  /// The file's content; the header is padded with spaces to a multiple of 8.
  public var bytes: [UInt8] {
    var fields: [Json.Field] = []
    if !metadata.isEmpty { fields.append(.init("__metadata__", .object(metadata))) }
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.numbers.byteCount
      let entry = Json.fields([
        "dtype": .text(tensor.numbers.dtype), "shape": .integers(tensor.shape),
        "data_offsets": .integers([offset, end]),
      ])
      fields.append(.init(tensor.name, entry))
      offset = end
    }
    var header = Array(Json.object(fields).text().utf8)
    header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)
    var output: [UInt8] = []
    output.reserveCapacity(8 + header.count + offset)
    Self.append(UInt64(header.count), to: &output)
    output += header
    for tensor in tensors { tensor.numbers.append(to: &output) }
    return output
  }

  /// - Throws: `Failure` when the header, a type, a shape or an offset is not as the format says.
  public init(bytes: [UInt8]) throws {
    guard bytes.count >= 8 else { throw Failure("it is shorter than its header") }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
    guard length <= UInt64(bytes.count - 8), let size = Int(exactly: length) else {
      throw Failure("it is shorter than its header")
    }
    guard case .object(let fields) = try JsonParser.parse(Array(bytes[8..<8 + size])) else {
      throw Failure("its header is no object")
    }
    let data = bytes[(8 + size)...]
    self.init(tensors: [])
    for field in fields {
      if field.key == "__metadata__", case .object(let entries) = field.value {
        metadata = entries
      } else if Self.otherTypes.contains(field.value["dtype"]?.text ?? "") {
        skip(field.key)
      } else {
        tensors.append(try Self.tensor(field, in: data))
      }
    }
  }

  /// Types of the format that weights do not have, such as the counters beside batch norms.
  private static let otherTypes: Set<String> = [
    "BOOL", "U8", "I8", "U16", "I16", "U32", "I32", "U64", "I64", "F8_E4M3", "F8_E5M2",
  ]

  private static func tensor(_ field: Json.Field, in data: ArraySlice<UInt8>) throws -> Tensor {
    let shape = field.value["shape"]?.array?.compactMap(\.integer) ?? []
    let offsets = field.value["data_offsets"]?.array?.compactMap(\.integer) ?? []
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      guard size >= 0, !overflow else { throw Failure("'\(field.key)' has a bad shape") }
      count = product
    }
    guard offsets.count == 2, 0 <= offsets[0], offsets[0] <= offsets[1], offsets[1] <= data.count
    else { throw Failure("'\(field.key)' lies outside the data") }
    let slice = Array(data[data.startIndex + offsets[0]..<data.startIndex + offsets[1]])
    let (numbers, size) = try Self.numbers(slice, field)
    guard numbers.count == count, slice.count == numbers.count * size else {
      throw Failure("'\(field.key)' has \(numbers.count) numbers, its shape \(count)")
    }
    return Tensor(name: field.key, shape: shape, numbers: numbers)
  }

  /// The numbers and their bytes each; half precision is widened, which loses nothing.
  private static func numbers(
    _ bytes: [UInt8], _ field: Json.Field
  ) throws -> (Numbers, size: Int) {
    switch field.value["dtype"]?.text {
    case "F32": return (.float(words(bytes, of: UInt32.self).map(Float.init(bitPattern:))), 4)
    case "F64": return (.double(words(bytes, of: UInt64.self).map(Double.init(bitPattern:))), 8)
    case "F16":
      let halves = words(bytes, of: UInt16.self).map(Float16.init(bitPattern:))
      return (.float(halves.map(Float.init)), 2)
    case "BF16":
      let words = words(bytes, of: UInt16.self).map { UInt32($0) << 16 }
      return (.float(words.map(Float.init(bitPattern:))), 2)
    case let other:
      throw Failure(
        "'\(field.key)' has numbers of type \(other ?? "none"), not F64, F32, F16 or BF16")
    }
  }

  private static func words<Word: FixedWidthInteger>(_ bytes: [UInt8], of: Word.Type) -> [Word] {
    let size = Word.bitWidth / 8
    // Reason: unaligned loads within the array; byte by byte would cost seconds for large networks.
    return bytes.withUnsafeBytes { buffer in
      (0..<bytes.count / size).map { index in
        Word(littleEndian: buffer.loadUnaligned(fromByteOffset: index * size, as: Word.self))
      }
    }
  }

  fileprivate static func append<Word: FixedWidthInteger>(_ word: Word, to bytes: inout [UInt8]) {
    // Reason: the bytes of one integer.
    withUnsafeBytes(of: word.littleEndian) { bytes.append(contentsOf: $0) }
  }
}

extension Safetensors.Numbers {
  var dtype: String {
    switch self {
    case .float: "F32"
    case .double: "F64"
    }
  }

  var byteCount: Int {
    switch self {
    case .float(let values): values.count * 4
    case .double(let values): values.count * 8
    }
  }

  fileprivate func append(to bytes: inout [UInt8]) {
    switch self {
    case .float(let values):
      for value in values { Safetensors.append(value.bitPattern, to: &bytes) }
    case .double(let values):
      for value in values { Safetensors.append(value.bitPattern, to: &bytes) }
    }
  }
}
