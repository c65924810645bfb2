extension Json {
  /// The value as JSON text; `indent` spaces per level, or one line.
  public func text(indent: Int? = nil) -> String {
    var output = ""
    write(to: &output, indent: indent, depth: 0)
    return output
  }

  private func write(to output: inout String, indent: Int?, depth: Int) {
    switch self {
    case .null: output += "null"
    case .boolean(let value): output += value ? "true" : "false"
    case .number(let value): output += Self.spelling(value)
    case .text(let value): Self.quote(value, to: &output)
    case .array(let values):
      // Arrays stay on one line: they hold numbers.
      output += "["
      for (index, value) in values.enumerated() {
        if index > 0 { output += indent == nil ? "," : ", " }
        value.write(to: &output, indent: nil, depth: depth)
      }
      output += "]"
    case .object(let fields):
      Self.write(fields, to: &output, indent: indent, depth: depth)
    }
  }

  private static func write(
    _ fields: [Field], to output: inout String, indent: Int?, depth: Int
  ) {
    output += "{"
    for (index, field) in fields.enumerated() {
      if index > 0 { output += "," }
      if let indent { output += "\n" + String(repeating: " ", count: indent * (depth + 1)) }
      quote(field.key, to: &output)
      output += indent == nil ? ":" : ": "
      field.value.write(to: &output, indent: indent, depth: depth + 1)
    }
    if let indent, !fields.isEmpty {
      output += "\n" + String(repeating: " ", count: indent * depth)
    }
    output += "}"
  }

  private static func spelling(_ value: Double) -> String {
    guard value.isFinite else {
      return value.isNaN ? "\"nan\"" : value > 0 ? "\"inf\"" : "\"-inf\""
    }
    if let whole = Int64(exactly: value), abs(whole) < 1 << 53, value.sign == .plus || whole != 0 {
      return "\(whole)"
    }
    return "\(value)"
  }

  private static func quote(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\r": output += "\\r"
      case "\t": output += "\\t"
      default:
        if scalar.value < 0x20 {
          let digits = String(scalar.value, radix: 16)
          output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          output.unicodeScalars.append(scalar)
        }
      }
    }
    output += "\""
  }
}
