/// A chart as a gnuplot script: lines of text, and binary columns where the text asks for them.
///
/// Nothing in it depends on the machine, so its text can be compared in tests.
public struct GnuplotScript: Sendable, Equatable {
  /// One thing to send.
  public enum Step: Sendable, Equatable {
    /// Lines of gnuplot's language.
    case text(String)
    /// Rows of doubles, one after the other.
    case rows([Double], columns: Int)
  }

  public private(set) var steps: [Step] = []

  /// - Throws: `PlotError` when the chart has nothing to draw or does not fit the terminal.
  public init(_ chart: Chart, on terminal: Terminal) throws(PlotError) {
    var canvas = try Canvas(terminal)
    guard !chart.panels.isEmpty else { throw .nothingToPlot(chart.title) }
    for series in chart.panels.flatMap(\.series) { try Self.check(series) }
    let chart = ChartFit.fitted(chart, to: canvas)
    let layout = try Layout(chart, on: canvas)
    if canvas.isText { canvas.height = layout.height }
    say(Self.preamble(terminal, canvas))
    say("set multiplot\n")
    for index in chart.panels.indices {
      var panel = PanelScript(chart, index: index, layout: layout, canvas: canvas)
      panel.write()
      steps += panel.steps
    }
    say("unset multiplot\nunset output\n")
    joinTexts()
  }

  /// The script with each block of data as one line that says its size.
  public var text: String {
    steps.map { step in
      switch step {
      case .text(let text): text
      case .rows(let values, let columns):
        "<\(values.count / max(columns, 1)) rows of \(columns) doubles>\n"
      }
    }.joined()
  }

  private mutating func say(_ text: String) { steps.append(.text(text)) }

  private mutating func joinTexts() {
    var joined: [Step] = []
    for step in steps {
      if case .text(let next) = step, case .text(let text)? = joined.last {
        joined[joined.count - 1] = .text(text + next)
      } else {
        joined.append(step)
      }
    }
    steps = joined
  }

  private static func check(_ series: Chart.Series) throws(PlotError) {
    try DataCheck.sameLength(series.name, series.y, as: series.x.count)
    switch series.shape {
    case .band, .intervals:
      try DataCheck.sameLength(series.name, series.base, as: series.x.count)
    case .cells(let cells):
      try DataCheck.sameLength(series.name, cells.values, as: series.x.count)
    case .line, .steps, .points, .bars, .horizontalBars, .area: break
    }
  }

  private static func preamble(_ terminal: Terminal, _ canvas: Canvas) -> String {
    "set encoding utf8\nset terminal \(terminalLine(terminal, canvas))\n"
      + "unset key\nset style fill solid 1 noborder\n"
  }

  /// A picture has 96 pixels to the inch; fonts are 11 points.
  private static func terminalLine(_ terminal: Terminal, _ canvas: Canvas) -> String {
    switch terminal {
    case .text(let columns, _, let isColored):
      let rows = NumberText.fixed(canvas.height, decimals: 0)
      return "dumb size \(columns),\(rows) noenhanced \(isColored ? "ansi256" : "mono")"
    case .sixel(let width, let height):
      return "sixelgd truecolor size \(width),\(height) noenhanced font 'DejaVuSans,11'"
    case .picture(.svg, let width, let height):
      return "svg size \(width),\(height) noenhanced font 'sans-serif,14.5' "
        + "background '#ffffff'"
    case .picture(.png, let width, let height):
      return "pngcairo size \(width),\(height) noenhanced font 'Sans,11' "
        + "background '#ffffff'"
    case .picture(.pdf, let width, let height):
      let inches = [width, height].map { NumberText.coordinate(Double($0) / 96) }
      return "pdfcairo size \(inches[0])in,\(inches[1])in noenhanced font 'Sans,11' "
        + "fontscale 0.75 linewidth 1.5 background '#ffffff'"
    }
  }
}
