/// Finds the `}` that closes `{expr:format}` in a text, past nested brackets and texts.
enum InterpolationScanner {
  /// The offsets of the closing brace and of the `:` before the format; nil when the line ends first.
  static func scan(_ bytes: [UInt8], from start: Int, to end: Int) -> (close: Int, colon: Int?)? {
    var open: [UInt8] = []
    var colon: Int?
    var offset = start
    while offset < end, bytes[offset] != UInt8(ascii: "\n") {
      let byte = bytes[offset]
      if open.last == UInt8(ascii: "\"") {
        scanInText(bytes, &offset, &open)
      } else if colon == nil, opens(byte) {
        open.append(byte)
      } else if closes(byte), !open.isEmpty {
        open.removeLast()
      } else if byte == UInt8(ascii: "}") {
        return (offset, colon)
      } else if byte == UInt8(ascii: ":"), open.isEmpty, colon == nil {
        colon = offset
      } else if byte == UInt8(ascii: "\""), colon != nil {
        return nil
      }
      offset += 1
    }
    return nil
  }

  /// Inside a nested text only its quote and its braces matter.
  private static func scanInText(_ bytes: [UInt8], _ offset: inout Int, _ open: inout [UInt8]) {
    switch bytes[offset] {
    case UInt8(ascii: "\\"): offset += 1
    case UInt8(ascii: "\""): open.removeLast()
    case UInt8(ascii: "{"):
      if offset + 1 < bytes.count, bytes[offset + 1] == UInt8(ascii: "{") {
        offset += 1
      } else {
        open.append(UInt8(ascii: "{"))
      }
    default: break
    }
  }

  private static func opens(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "\""): true
    default: false
    }
  }

  private static func closes(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }
}
