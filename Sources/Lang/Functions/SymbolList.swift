import Runtime

/// The symbols of a panel as a list of texts.
enum SymbolList: Function {
  static let data = Parameter("x", .any, default: .absent, "frame or series; the frame in use")
  static let signature = Signature(
    "symbols", group: "general", "the symbols of a panel as a list", positionals: [data],
    examples: [Example("for s in symbols(px): say s")])

  static func call(_ call: CommandCall) throws -> Value {
    var axis: Axis?
    if case .series(let series)? = call.value(data) { axis = series.expression.type.axis }
    let found = try axis ?? call.frame(data).frame.axis
    return .list(found.symbols.map { .text($0) })
  }
}
