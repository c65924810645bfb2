import Plot
import Runtime

/// A tear sheet as a page of its own: charts, figures, drawdowns and notes in one file.
struct TearsheetPage {
  private let chart: Chart
  private let request: ChartRequest
  private let value: BookValue

  /// - Throws: `Failure` for another kind of chart.
  init(_ chart: Chart, _ call: CommandCall) throws {
    let request = try PlotCommand.request(of: call)
    guard try call.has(PlotCommand.kind) && call.text(PlotCommand.kind) == TearsheetChart.name
    else {
      throw call.failure(
        PlotCommand.out, "ends in .html: only a tear sheet is a page",
        hint: "plot tearsheet bt out=\"bt.html\"")
    }
    self.chart = chart
    self.request = request
    value = try request.book("plot tearsheet BOOK")
  }

  /// - Throws: `PlotError` where gnuplot is missing, `Failure` for a file that cannot be written.
  func write(to path: String) throws {
    try Runtime.AtomicFile.write(Array(try text().utf8), to: path)
  }

  private func text() throws -> String {
    let charts = try ([chart] + others()).map { try Gnuplot().svg($0) }
    return """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8"><title>\(Self.escaped(chart.title))</title>
      <style>\(Self.style)</style></head><body>
      <h1>\(Self.escaped(chart.title))</h1>
      <p>\(Self.escaped(chart.subtitle))</p>
      <ul>\(chart.notes.map { "<li>\(Self.escaped($0))</li>" }.joined())</ul>
      \(charts.joined(separator: "\n"))
      <h2>Deepest drawdowns</h2>
      \(drawdowns)
      <h2>Figures</h2>
      \(figures)
      </body></html>

      """
  }

  /// The charts below the sheet; fills only of resting orders.
  private func others() throws -> [Chart] {
    var charts = [try MonthSource.chart(request), try TurnoverSource.chart(request)]
    if let groups = try? value.book.depthGroups(), !groups.isEmpty {
      charts.append(try FillSource.chart(request))
    }
    return charts
  }

  private var figures: String {
    let rows = BookFigure.all(of: value.book).map { figure in
      [figure.name, BookValue.format(figure.value(value.book), unit: figure.unit), figure.summary]
    }
    return Self.table(["figure", "value", "meaning"], rows)
  }

  private var drawdowns: String {
    let book = value.book
    func time(_ label: Int64?) -> String {
      label.map { DateFormat.label($0, on: book.axis) } ?? "not yet"
    }
    let rows = book.deepestDrawdowns(5).map { fall in
      [
        Runtime.NumberFormat.percent(fall.depth), time(fall.peak), time(fall.trough),
        time(fall.recovery),
      ]
    }
    return Self.table(["depth", "peak", "trough", "recovered"], rows)
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      "<tr>" + cells.map { "<\(tag)>\(escaped($0))</\(tag)>" }.joined() + "</tr>"
    }
    return "<table>" + row(head, "th") + rows.map { row($0, "td") }.joined(separator: "\n")
      + "</table>"
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      default: result.append(character)
      }
    }
  }

  private static let style = """
    body{font:15px/1.45 system-ui,sans-serif;max-width:1000px;margin:2em auto;padding:0 1em;color:#222}
    svg{width:100%;height:auto;margin:1em 0}table{border-collapse:collapse;font-size:14px}
    td,th{text-align:left;padding:.2em 1em .2em 0;border-bottom:1px solid #e5e5e5}
    td:nth-child(2){font-variant-numeric:tabular-nums;white-space:nowrap}
    """
}
