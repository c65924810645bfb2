import Runtime

/// The number of rows of a frame or series.
enum RowCount: Function {
  static let data = Parameter("x", .any, default: .absent, "frame or series; the frame in use")
  static let signature = Signature(
    "rows", group: "general", "number of rows of a frame or series", positionals: [data],
    examples: [Example("rows(px)")])

  static func call(_ call: CommandCall) throws -> Value {
    switch call.value(data) {
    case .series(let series)?:
      return .number(Double(series.expression.type.axis?.rowCount ?? 1))
    case .object(let object)?:
      if let rows = try object.member("rows") { return rows }
      throw call.failure(data, "must have rows; \(object.typeName.withArticle) has none")
    case .frame, nil: return .number(Double(try call.frame(data).frame.rowCount))
    case let other?: throw call.failure(data, "must have rows; \(other.described) has none")
    }
  }
}
