import Runtime

/// `head px 5`, `head px -5`: the first or last rows.
enum Head: Command {
  static let data = Parameter("frame", .frame, default: .absent, "the frame; the one in use")
  static let count = Parameter(
    "n", .integer, default: .number(5), unit: "rows", in: -1e12...1e12,
    "how many rows; negative: the last ones")
  static let signature = Signature(
    "head", group: "data", "Prints the first or the last rows of a frame",
    positionals: [data, count], examples: [Example("head px 5"), Example("head px -5")],
    keywords: ["tail", "first", "last"])

  static func run(_ call: CommandCall) throws -> Value {
    let frame = try call.frame(data).frame
    let count = try call.integer(count)
    let shown = min(abs(count), frame.rowCount)
    let rows = Array(count >= 0 ? 0..<shown : (frame.rowCount - shown)..<frame.rowCount)
    let labels = FramePrinter.labels(of: frame.axis, rows)
    let columns = frame.fields.map { FramePrinter.column($0.name, $0.column, rows) }
    let table = TextTable(labels + columns, pinned: max(1, labels.count))
    call.session.output.result(table.render(width: call.session.printContext.width))
    return .none
  }
}
