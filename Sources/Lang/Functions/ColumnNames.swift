import Runtime

/// The column names of a frame, or the member names of a record.
enum ColumnNames: Function {
  static let data = Parameter("x", .any, default: .absent, "frame or record; the frame in use")
  static let signature = Signature(
    "names", group: "general", "the column names of a frame or the members of a record",
    positionals: [data], examples: [Example("names({a: 1, b: 2})", prints: "[\"a\", \"b\"]")])

  static func call(_ call: CommandCall) throws -> Value {
    switch call.value(data) {
    case .record(let record)?: return .list(record.fields.map { .text($0.key) })
    case .object(let object)?: return .list(object.memberNames.map { .text($0) })
    default: return .list(try call.frame(data).frame.names.map { .text($0) })
    }
  }
}
