/// The scale, ticks and label of the axis that all panels share.
enum HorizontalAxis {
  /// The range of all positions.
  /// - Throws: when no series has a value.
  static func scale(_ chart: Chart) throws(PlotError) -> Scale {
    let series = chart.panels.flatMap(\.series)
    guard series.contains(where: { $0.y.contains(where: \.isFinite) }) else {
      throw .nothingToPlot(chart.title)
    }
    if case .categories(let labels) = chart.x.kind {
      return Scale(from: -0.5, to: Double(max(labels.count, 1)) - 0.5, border: 0)
    }
    guard let extent = extent(series) else { throw .nothingToPlot(chart.title) }
    return Scale(from: extent.lowerBound, to: extent.upperBound, border: 0.01)
  }

  /// The first and the last position, with the halves of bars.
  private static func extent(_ series: [Chart.Series]) -> ClosedRange<Double>? {
    var (low, high) = (Double.infinity, -Double.infinity)
    for item in series {
      let half = item.halfBarWidth
      let values = item.shape.isHorizontalBars ? item.x.values + [0] : item.x.values
      for value in values where value.isFinite && value.magnitude < 1e150 {
        low = min(low, value - half)
        high = max(high, value + half)
      }
    }
    return low <= high ? low...high : nil
  }

  /// Ticks of times or numbers; categories have `CategoryLabels`.
  static func ticks(_ chart: Chart, _ scale: Scale, width: Double, canvas: Canvas) -> [Tick] {
    let characters = width / canvas.characterWidth
    switch chart.x.kind {
    case .time:
      return TimeTicks.ticks(from: scale.lower, to: scale.upper, count: timeCount(characters))
    case .number:
      let count = min(max(Int(exactly: (characters / 9).rounded(.down)) ?? 2, 2), 11)
      return NumberTicks.ticks(
        from: scale.lower, to: scale.upper, count: count, format: chart.x.format)
    case .categories: return []
    }
  }

  /// The axis's own label, or the days that a time axis covers.
  static func label(_ chart: Chart, width: Double, canvas: Canvas) -> String {
    let series = chart.panels.flatMap(\.series)
    // Bars stand in the middle of their periods; lines say when the first and the last row is.
    let lines = series.filter { !$0.shape.isBars }
    guard chart.x.kind == .time, let extent = extent(lines.isEmpty ? series : lines) else {
      return chart.x.unit.isEmpty ? chart.x.label : "\(chart.x.label) (\(chart.x.unit))"
    }
    let coverage = TimeTicks.coverage(
      from: extent.lowerBound, to: extent.upperBound,
      count: timeCount(width / canvas.characterWidth))
    return chart.x.label.isEmpty ? coverage : "\(chart.x.label), \(coverage)"
  }

  private static func timeCount(_ characters: Double) -> Int {
    min(max(Int(exactly: (characters / 9.5).rounded(.down)) ?? 2, 2), 11)
  }
}

extension Chart.Series {
  /// Half of a bar's width on the horizontal axis; zero for other shapes.
  var halfBarWidth: Double { barWidth / 2 }

  /// The width of a bar: its own, or the least distance of neighbours; zero for other shapes.
  var barWidth: Double {
    guard case .bars(let width) = shape else { return 0 }
    if let width, width > 0, width.isFinite { return width }
    let places = x.values.filter(\.isFinite).sorted()
    let steps = zip(places.dropFirst(), places).map { $0 - $1 }.filter { $0 > 0 }
    return steps.min() ?? 1
  }
}

extension PlotError {
  static func nothingToPlot(_ title: String) -> PlotError {
    PlotError("nothing to plot: '\(title)' has no value that is not missing")
  }
}
