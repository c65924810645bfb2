import Runtime

/// The number of elements, letters, members or rows.
enum Length: Function {
  static let value = Parameter("x", .any, "list, text, record, range, series or frame")
  static let signature = Signature(
    "len", group: "general", "number of elements, letters, members or rows",
    positionals: [value],
    examples: [Example("len([1, 2, 3])", prints: "3"), Example("len(\"AAPL\")", prints: "4")])

  static func call(_ call: CommandCall) throws -> Value {
    switch try call.required(value) {
    case .list(let items): return .number(Double(items.count))
    case .text(let text): return .number(Double(text.count))
    case .record(let record): return .number(Double(record.fields.count))
    case .range(let range): return .number(Double(try range.wholeNumbers().count))
    case .frame(let frame): return .number(Double(frame.frame.rowCount))
    case .series(let series):
      return .number(Double(series.expression.type.axis?.rowCount ?? 1))
    case let other: throw call.failure(value, "must have elements; \(other.described) has none")
    }
  }
}
