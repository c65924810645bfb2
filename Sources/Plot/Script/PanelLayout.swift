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

  /// Panels one above the other, sharing the height between two edges by their weights.
  static func stack(
    _ panels: [Chart.Panel], legends: [Legend], from top: Double, to floor: Double,
    canvas: Canvas
  ) throws(PlotError) -> [PanelLayout] {
    let line = canvas.lineHeight
    let gap = canvas.isText ? 0 : line * 0.5
    let headers = legends.reduce(0) { $0 + headerHeight($1, canvas) }
    let room = floor - top - headers - gap * Double(panels.count - 1)
    let heights = try heights(panels.map(\.height), room: room, canvas)
    var y = top
    var layouts: [PanelLayout] = []
    for (index, panel) in panels.enumerated() {
      let height = heights[index]
      layouts.append(
        try PanelLayout(panel, legend: legends[index], from: y, height: height, canvas: canvas))
      y += headerHeight(legends[index], canvas) + height + gap
    }
    return layouts
  }

  /// The room shared by weights, with a least height for each panel; in text whole lines.
  private static func heights(
    _ weights: [Double], room: Double, _ canvas: Canvas
  ) throws(PlotError) -> [Double] {
    // gnuplot itself makes a text plot of fewer than four lines higher.
    let least = (canvas.isText ? 4 : 3) * canvas.lineHeight
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
    bottom = top + height
    let count = Self.tickCount(height, canvas)
    leftScale = try Self.scale(panel, .left, panel.left)
    leftTicks = Self.ticks(leftScale, count: count, format: panel.left.format)
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
  private static func headerHeight(_ legend: Legend, _ canvas: Canvas) -> Double {
    (Double(legend.lineCount) + (canvas.isText ? 0 : 0.5)) * canvas.lineHeight
  }

  private static func tickCount(_ height: Double, _ canvas: Canvas) -> Int {
    let spacing = canvas.isText ? 2.4 : 40.0
    return min(max(Int(exactly: (height / spacing).rounded(.down)) ?? 2, 2), 9)
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
    case .line, .steps, .points: y
    case .bars: y + [0]
    case .area(let level): y + [level]
    case .band: y + base
    }
  }
}

extension PlotError {
  fileprivate static var tooLow: PlotError {
    PlotError("the surface is too low for this chart's panels")
  }
}
