/// Reads JSON text (RFC 8259) by recursive descent with a bounded depth.
public struct JsonParser {
  private static let deepest = 200

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// - Throws: `Failure` with the line at which the text stops being JSON.
  public static func parse(_ bytes: [UInt8]) throws -> Json {
    var parser = JsonParser(bytes)
    let value = try parser.value(depth: 0)
    parser.skipSpace()
    guard parser.position == bytes.count else { throw parser.failure("text after the end") }
    return value
  }

  public static func parse(_ text: String) throws -> Json { try parse(Array(text.utf8)) }

  private mutating func value(depth: Int) throws -> Json {
    guard depth < Self.deepest else { throw failure("nested too deeply") }
    skipSpace()
    switch peek {
    case UInt8(ascii: "{"): return try object(depth)
    case UInt8(ascii: "["): return try array(depth)
    case UInt8(ascii: "\""): return .text(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func object(_ depth: Int) throws -> Json {
    position += 1
    var fields: [Json.Field] = []
    if takes("}") { return .object(fields) }
    repeat {
      skipSpace()
      guard peek == UInt8(ascii: "\"") else { throw failure("expected a name in quotes") }
      let key = try string()
      guard takes(":") else { throw failure("expected ':'") }
      fields.append(Json.Field(key, try value(depth: depth + 1)))
    } while takes(",")
    guard takes("}") else { throw failure("expected ',' or '}'") }
    return .object(fields)
  }

  private mutating func array(_ depth: Int) throws -> Json {
    position += 1
    var values: [Json] = []
    if takes("]") { return .array(values) }
    repeat { values.append(try value(depth: depth + 1)) } while takes(",")
    guard takes("]") else { throw failure("expected ',' or ']'") }
    return .array(values)
  }

  private mutating func number() throws -> Json {
    let start = position
    while let byte = peek, Self.numberBytes.contains(byte) { position += 1 }
    let text = String(decoding: bytes[start..<position], as: UTF8.self)
    guard let value = Double(text), text.first != "+", text.first != "." else {
      throw failure("expected a value")
    }
    return .number(value)
  }

  private static let numberBytes = Set("+-0123456789.eE".utf8)

  private mutating func string() throws -> String {
    position += 1
    var units: [UInt8] = []
    while let byte = peek {
      position += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
      case UInt8(ascii: "\\"): units += Array(String(try escape()).utf8)
      case 0..<0x20: throw failure("control character in a text")
      default: units.append(byte)
      }
    }
    throw failure("text without closing quote")
  }

  private mutating func escape() throws -> Character {
    guard let byte = peek else { throw failure("text without closing quote") }
    position += 1
    switch byte {
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{c}"
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"):
      return Character(Unicode.Scalar(byte))
    case UInt8(ascii: "u"): return Character(try unicode())
    default: throw failure("unknown escape")
    }
  }

  private mutating func unicode() throws -> Unicode.Scalar {
    var code = try hexadecimal()
    if (0xd800..<0xdc00).contains(code), takes("\\"), takes("u") {
      let low = try hexadecimal()
      guard (0xdc00..<0xe000).contains(low) else { throw failure("broken surrogate pair") }
      code = 0x10000 + (code - 0xd800) << 10 + (low - 0xdc00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw failure("broken surrogate pair") }
    return scalar
  }

  private mutating func hexadecimal() throws -> UInt32 {
    guard position + 4 <= bytes.count,
      let code = UInt32(
        String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
    else { throw failure("expected four hexadecimal digits") }
    position += 4
    return code
  }

  private mutating func word(_ text: String, _ value: Json) throws -> Json {
    guard bytes[position...].starts(with: text.utf8) else { throw failure("expected a value") }
    position += text.utf8.count
    return value
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    if character != "u" { skipSpace() }
    guard let byte = peek, UInt32(byte) == character.value else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek, byte == 0x20 || (0x09...0x0d).contains(byte) { position += 1 }
  }

  private func failure(_ what: String) -> Failure {
    let line = bytes[..<min(position, bytes.count)].count { $0 == 0x0a } + 1
    return Failure("not JSON: \(what) in line \(line)")
  }
}
