/// One panel's heights, scales and ticks.
struct PanelLayout {
  let legend: Legend
  /// The middle of each line of headings and names, from the top.
  let headerY: [Double]
  let top: Double
  let bottom: Double
  let leftScale: Scale
  let leftTicks: [Tick]
  /// Nil without a series on the right axis.
  let rightScale: Scale?
  let rightTicks: [Tick]
  /// The rows of a left axis of categories; nil on an axis of numbers.
  let rows: RowGrid?

  /// Panels one above the other, sharing the height between two edges by their weights.
  static func stack(
    _ panels: [Chart.Panel], legends: [Legend], from top: Double, to floor: Double,
    canvas: Canvas
  ) throws(PlotError) -> [PanelLayout] {
    let gap = gap(canvas)
    let headers = legends.reduce(0) { $0 + headerHeight($1, canvas) }
    let room = floor - top - headers - gap * Double(panels.count - 1)
    let heights = try heights(panels.map(\.height), room: room, canvas)
    var y = top
    var layouts: [PanelLayout] = []
    for (index, panel) in panels.enumerated() {
      let layout = try PanelLayout(
        panel, legend: legends[index], from: y, height: heights[index], canvas: canvas)
      layouts.append(layout)
      y = layout.bottom + gap
    }
    return layouts
  }

  /// The height between a panel and the header of the next.
  static func gap(_ canvas: Canvas) -> Double { canvas.isText ? 0 : canvas.lineHeight * 0.5 }

  /// The least height of a panel: gnuplot itself makes a text plot of fewer lines higher.
  static func leastHeight(_ canvas: Canvas) -> Double {
    (canvas.isText ? 4 : 3) * canvas.lineHeight
  }

  /// The name of a row as its axis shows it: at most half of the width.
  static func rowName(_ name: String, _ canvas: Canvas) -> String {
    TextLayout.cut(name, width: min(canvas.charactersPerLine / 2, 48))
  }

  /// The room shared by weights, with a least height for each panel; in text whole lines.
  private static func heights(
    _ weights: [Double], room: Double, _ canvas: Canvas
  ) throws(PlotError) -> [Double] {
    let least = leastHeight(canvas)
    let positive = weights.map { $0 > 0 && $0.isFinite ? $0 : 0.01 }
    let total = positive.reduce(0, +)
    var heights = positive.map { weight in
      let share = room * weight / total
      return max(canvas.isText ? share.rounded(.down) : share, least)
    }
    let highest = heights.indices.max { heights[$0] < heights[$1] } ?? 0
    heights[highest] += room - heights.reduce(0, +)
    guard heights[highest] >= least else { throw .tooLow }
    return heights
  }

  private init(
    _ panel: Chart.Panel, legend: Legend, from y: Double, height: Double, canvas: Canvas
  ) throws(PlotError) {
    let line = canvas.lineHeight
    self.legend = legend
    headerY = (0..<legend.lineCount).map { y + (Double($0) + 0.5) * line }
    top = y + Self.headerHeight(legend, canvas)
    rows = RowGrid(of: panel, from: top, height: height, canvas: canvas)
    // A text chart ends where its rows do, and the surface takes the rest.
    bottom = top + (canvas.isText ? rows?.height ?? height : height)
    let count = Self.tickCount(height, canvas)
    if let rows {
      leftScale = rows.scale
      leftTicks = Self.rowTicks(panel.left.categories, rows, canvas)
    } else {
      leftScale = try Self.scale(panel, .left, panel.left)
      leftTicks = Self.ticks(leftScale, count: count, format: panel.left.format)
    }
    guard panel.series.contains(where: { $0.side == .right }) else {
      (rightScale, rightTicks) = (nil, [])
      return
    }
    let axis = panel.right ?? Chart.ValueAxis()
    let scale = try Self.scale(panel, .right, axis)
    rightScale = scale
    rightTicks = Self.ticks(scale, count: count, format: axis.format)
  }

  /// The lines of the header, and in a picture room for the highest tick label.
  static func headerHeight(_ legend: Legend, _ canvas: Canvas) -> Double {
    (Double(legend.lineCount) + (canvas.isText ? 0 : 0.5)) * canvas.lineHeight
  }

  private static func tickCount(_ height: Double, _ canvas: Canvas) -> Int {
    let spacing = canvas.isText ? 2.4 : 40.0
    return min(max(Int(exactly: (height / spacing).rounded(.down)) ?? 2, 2), 9)
  }

  /// Every name, or every second, third, ... where they would touch.
  private static func rowTicks(
    _ names: [String], _ rows: RowGrid, _ canvas: Canvas
  ) -> [Tick] {
    let needed = (canvas.lineHeight * (canvas.isText ? 1 : 0.95) / rows.rowHeight).rounded(.up)
    let every = max(Int(exactly: needed) ?? 1, 1)
    return names.indices.filter { $0.isMultiple(of: every) }.map {
      Tick(position: Double($0), label: rowName(names[$0], canvas))
    }
  }

  private static func ticks(_ scale: Scale, count: Int, format: NumberFormat) -> [Tick] {
    scale.isLogarithmic
      ? DecadeTicks.ticks(from: scale.lower, to: scale.upper, count: count, format: format)
      : NumberTicks.ticks(from: scale.lower, to: scale.upper, count: count, format: format)
  }

  private static func scale(
    _ panel: Chart.Panel, _ side: Chart.Series.Side, _ axis: Chart.ValueAxis
  ) throws(PlotError) -> Scale {
    let series = panel.series.filter { $0.side == side }
    let levels = panel.rules.compactMap { rule -> Double? in
      switch (rule.place, side) {
      case (.horizontal(let level), .left), (.horizontalRight(let level), .right): level
      default: nil
      }
    }
    return try Scale(values: series.flatMap(\.values), levels: levels, axis: axis)
  }
}

extension Chart.Series {
  /// All values that the vertical axis must show.
  fileprivate var values: [Double] {
    switch shape {
    case .line, .steps, .points, .horizontalBars, .cells: y
    case .bars: y + [0]
    case .area(let level): y + [level]
    case .band, .intervals: y + base
    }
  }
}

extension PlotError {
  fileprivate static var tooLow: PlotError {
    PlotError("the surface is too low for this chart's panels")
  }
}
