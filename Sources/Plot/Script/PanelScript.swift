/// Writes the commands and data of one panel.
struct PanelScript {
  let chart: Chart
  let index: Int
  let layout: Layout
  let canvas: Canvas
  let panel: Chart.Panel
  let frame: PanelLayout
  let pens: [Pen]
  private(set) var steps: [GnuplotScript.Step] = []
  /// The rules of a text chart.
  var ruleCells: [PlotElement] = []

  init(_ chart: Chart, index: Int, layout: Layout, canvas: Canvas) {
    self.chart = chart
    self.index = index
    self.layout = layout
    self.canvas = canvas
    panel = chart.panels[index]
    frame = layout.panels[index]
    pens = Pen.pens(for: panel)
  }

  mutating func write() {
    say("unset label", "unset arrow", "unset object", "unset logscale")
    if index == 0 { writeTitles() }
    if isLast { writeFoot() }
    writeFrame()
    writeRowNames()
    writeHeader()
    writeCells()
    writeRules()
    writeSeries()
  }

  var isLast: Bool { index == chart.panels.count - 1 }

  mutating func say(_ lines: String...) {
    steps.append(.text(lines.joined(separator: "\n") + "\n"))
  }

  mutating func send(_ rows: [Double], columns: Int) {
    steps.append(.rows(rows, columns: columns))
  }

  /// How a text looks in a picture; in characters it only has its place.
  enum Look {
    case title
    case normal
    case faint
    case colored(String)
    /// A text in a cell of this colour's contrast.
    case cell(String, isSmall: Bool)
  }

  /// Writes a text at a place of the canvas.
  mutating func label(
    _ text: String, x: Double, y: Double, align: String = "left", look: Look = .normal
  ) {
    guard !text.isEmpty else { return }
    say(
      "set label \(TextLayout.quoted(text)) at screen \(canvas.screenX(x)), "
        + "screen \(canvas.screenY(y)) \(align) front\(style(look))")
  }

  func style(_ look: Look) -> String {
    switch look {
    case .colored(let color) where canvas.isColored: " tc rgb '\(color)'"
    case _ where canvas.isText: ""
    case .cell(let color, let isSmall):
      (isSmall ? " font '\(canvas.smallFont)'" : "") + " tc rgb '\(color)'"
    case .title where !canvas.titleFont.isEmpty:
      " font '\(canvas.titleFont)' tc rgb '\(Palette.text)'"
    case .normal, .title: " tc rgb '\(Palette.text)'"
    case .faint, .colored: " tc rgb '\(Palette.faintText)'"
    }
  }

  private mutating func writeTitles() {
    let edge = canvas.isText ? 0 : canvas.characterWidth
    label(layout.title.text, x: edge, y: layout.title.y, look: .title)
    for line in layout.subtitle { label(line.text, x: edge, y: line.y, look: .faint) }
  }

  private mutating func writeFoot() {
    let edge = canvas.isText ? 0 : canvas.characterWidth
    label(
      layout.axisLabel.text, x: (layout.left + layout.right) / 2, y: layout.axisLabel.y,
      align: "center", look: .faint)
    for line in layout.notes { label(line.text, x: edge, y: line.y, look: .faint) }
    writeCategories()
  }

  /// The names under a text chart: gnuplot has one line for them, and rounds their places.
  private mutating func writeCategories() {
    guard canvas.isText, let names = layout.categories,
      case .categories(let all) = chart.x.kind
    else { return }
    let columns = ColumnGrid(
      count: all.count, from: layout.left, to: layout.right, canvas: canvas)
    for (index, tick) in names.ticks.enumerated() {
      let column = Int(exactly: tick.position) ?? 0
      let length = Double(tick.label.count)
      let middle = chart.hasCells ? columns.cellMiddle(column) : columns.middle(column)
      let start = (middle - length / 2).rounded(.up)
      let y = frame.bottom + 0.5 + Double(index % names.lines)
      label(tick.label, x: min(max(start, 0), canvas.width - length), y: y)
    }
  }

  /// The names of rows beside a text chart.
  private mutating func writeRowNames() {
    guard canvas.isText, let rows = frame.rows else { return }
    for tick in frame.leftTicks {
      let start = layout.left - 1 - Double(tick.label.count)
      label(tick.label, x: start, y: rows.middle(Int(exactly: tick.position) ?? 0))
    }
  }

  private mutating func writeFrame() {
    let (left, right) = canvas.edgesX(layout.left, layout.right)
    let (top, bottom) = canvas.edgesY(frame.top, frame.bottom)
    say(
      "set lmargin at screen \(left)", "set rmargin at screen \(right)",
      "set tmargin at screen \(top)", "set bmargin at screen \(bottom)",
      "set xrange [\(layout.x.lower):\(layout.x.upper)]",
      "set yrange [\(frame.leftScale.lower):\(frame.leftScale.upper)]",
      "set border \(frame.rightScale == nil ? 3 : 11)\(borderStyle)",
      "set xtics \(tickStyle)\(turn) \(tickList(layout.xTicks, isBlank: hasBlankTicks))",
      "set ytics \(tickStyle) \(tickList(frame.leftTicks, isBlank: hasBlankRows))")
    if frame.leftScale.isLogarithmic { say("set logscale y") }
    if let scale = frame.rightScale {
      say(
        "set y2range [\(scale.lower):\(scale.upper)]",
        "set y2tics \(tickStyle) \(tickList(frame.rightTicks))")
      if scale.isLogarithmic { say("set logscale y2") }
    } else {
      say("unset y2tics")
    }
    if !canvas.isText, !chart.hasCells {
      say("set grid xtics ytics back lt 1 lw 0.7 lc rgb '\(Palette.grid)'")
    }
  }

  /// The names of a picture's categories that stand upright.
  private var turn: String {
    layout.categories?.isUpright == true ? " rotate by 90 right" : ""
  }

  /// Texts that other lines of the script write.
  private var hasBlankTicks: Bool { !isLast || canvas.isText && layout.categories != nil }
  private var hasBlankRows: Bool { canvas.isText && frame.rows != nil }

  private var borderStyle: String {
    canvas.isText ? "" : " lt 1 lw 1 lc rgb '\(Palette.rule)'"
  }

  private var tickStyle: String {
    canvas.isText
      ? "out nomirror scale 0" : "out nomirror scale 0.6 textcolor rgb '\(Palette.text)'"
  }

  private func tickList(_ ticks: [Tick], isBlank: Bool = false) -> String {
    let items = ticks.map { tick in
      // gnuplot reads the text of a tick as a number format.
      let text = tick.label.replacing("%", with: "%%")
      return "\(isBlank ? "\"\"" : TextLayout.quoted(text)) \(tick.position)"
    }
    // An empty list would ask gnuplot for ticks of its own.
    return items.isEmpty ? "(\"\" 0)" : "(\(items.joined(separator: ", ")))"
  }
}
