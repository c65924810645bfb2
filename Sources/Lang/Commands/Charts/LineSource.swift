import Plot
import Runtime

/// `plot close`, `plot a b`, `plot x with=close axis=right`.
enum LineSource: ChartSource {
  typealias Kind = LineChart

  static func input(_ request: ChartRequest) throws -> LineChart.Input {
    let call = request.call
    var lines: [SeriesLines] = []
    for (value, text) in request.subjects {
      lines.append(try SeriesLines(value, text: text, call: call, parameter: PlotCommand.subjects))
    }
    let count = lines.count
    if let second = call.value(PlotCommand.second) {
      let text = call.texts[PlotCommand.second.name] ?? "with"
      lines.append(try SeriesLines(second, text: text, call: call, parameter: PlotCommand.second))
    }
    var joined = try SeriesLines.joined(lines, call: call)
    if call.has(PlotCommand.last) { joined.keepLast(try call.integer(PlotCommand.last)) }
    let isRight = try call.text(PlotCommand.axis) == "right"
    let firstOfSecond = lines.prefix(count).reduce(0) { $0 + $1.lines.count }
    let drawn = joined.lines.enumerated().map { index, line in
      LineChart.Line(
        line.name, line.values, side: isRight && index >= firstOfSecond ? .right : .left)
    }
    // With a title of its own, each axis is labelled with the series it carries.
    let title = isRight ? drawn.map(\.name).joined(separator: ", ") : ""
    return LineChart.Input(
      title: title, x: joined.positions, lines: drawn,
      isLogarithmic: try call.boolean(PlotCommand.log))
  }
}
