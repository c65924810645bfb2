/// Cuts a chart down to what a low surface can hold, and says so in its notes.
enum ChartFit {
  /// The chart without the expendable panels and, in text, the last rows that find no room.
  ///
  /// - Edge cases: what still does not fit is refused by the layout.
  static func fitted(_ chart: Chart, to canvas: Canvas) -> Chart {
    let fewer = withoutExpendablePanels(chart, canvas)
    return canvas.isText ? withFewerRows(fewer, canvas) : fewer
  }

  /// Panels go from the last, which a chart orders by importance.
  private static func withoutExpendablePanels(_ chart: Chart, _ canvas: Canvas) -> Chart {
    var result = chart
    var dropped: [String] = []
    while isTooLow(result, canvas), result.panels.count > 1 {
      guard let last = result.panels.lastIndex(where: \.isExpendable) else { break }
      let panel = result.panels.remove(at: last)
      dropped.insert(panel.title.isEmpty ? panel.left.label : panel.title, at: 0)
      let names = dropped.joined(separator: ", ")
      result.notes = chart.notes + ["not shown for want of height: \(names)"]
    }
    return result
  }

  private static func isTooLow(_ chart: Chart, _ canvas: Canvas) -> Bool {
    let margins = Margins(chart, on: canvas)
    let room = canvas.height - margins.top - margins.footer
    return margins.leastHeight(of: chart.panels, canvas: canvas) > room
  }

  /// A row of a text chart takes a line at least.
  private static func withFewerRows(_ chart: Chart, _ canvas: Canvas) -> Chart {
    guard chart.panels.count == 1, let panel = chart.panels.first else { return chart }
    let names = panel.left.categories
    var result = chart
    let lines = linesForRows(result, canvas)
    guard names.count > lines, lines > 2 else { return chart }
    result.notes.append("\(names.count - lines + 1) more rows not shown for want of height")
    let fitting = max(linesForRows(result, canvas), 1)
    result.panels[0].left.categories = Array(names.prefix(fitting))
    result.panels[0].series = panel.series.map { $0.keeping(rowsBelow: fitting) }
    let hidden = names.count - fitting
    result.notes[result.notes.count - 1] = "\(hidden) more rows not shown for want of height"
    return result
  }

  private static func linesForRows(_ chart: Chart, _ canvas: Canvas) -> Int {
    let margins = Margins(chart, on: canvas)
    let header = margins.legends.reduce(0) { $0 + PanelLayout.headerHeight($1, canvas) }
    let room = canvas.height - margins.top - margins.footer - header - 1
    return Int(exactly: room.rounded(.down)) ?? 0
  }
}

extension Chart.Series {
  /// The values on the first rows of an axis of categories.
  fileprivate func keeping(rowsBelow count: Int) -> Chart.Series {
    let kept = y.indices.filter { y[$0] < Double(count) }
    let values = x.values
    var result = self
    result.x = .numbers(kept.filter(values.indices.contains).map { values[$0] })
    result.y = kept.map { y[$0] }
    guard case .cells(var cells) = shape else { return result }
    cells.values = kept.filter(cells.values.indices.contains).map { cells.values[$0] }
    cells.texts = cells.texts.map { form in
      kept.filter(form.indices.contains).map { form[$0] }
    }
    result.shape = .cells(cells)
    return result
  }
}
