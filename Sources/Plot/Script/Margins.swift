/// What stands above and below the panels of a chart, and how much height it takes.
struct Margins {
  let title: String
  let subtitle: [String]
  let notes: [String]
  let legends: [Legend]
  /// The names along a horizontal axis of categories.
  let categories: CategoryLabels?
  /// Where the first panel begins.
  let top: Double
  /// The height of everything below the panels.
  let footer: Double

  init(_ chart: Chart, on canvas: Canvas) {
    let line = canvas.lineHeight
    let width = canvas.charactersPerLine
    title = TextLayout.cut(chart.title, width: width - 2)
    subtitle = TextLayout.lines(chart.subtitle, width: width - 2, limit: 3)
    notes = chart.notes.flatMap { TextLayout.lines($0, width: width - 2, limit: 2) }
    // Characters need no key but where no number fits, and then after the heading.
    let keyWidth = canvas.isText ? 0 : 22
    legends = chart.panels.map {
      Legend(of: $0, mode: chart.legend, width: width - 16, keyWidth: keyWidth)
    }
    categories = Self.categories(chart, canvas)
    top =
      canvas.isText
      ? 1 + Double(subtitle.count) : line * (2.25 + Double(subtitle.count))
    // Names speak for themselves where the axis has none of its own.
    let isUnnamed = categories != nil && chart.x.label.isEmpty
    footer =
      Double(notes.count + (isUnnamed ? 1 : 2)) * line + (categories?.extraHeight ?? 0)
      + (canvas.isText ? 0 : line * 1.4)
  }

  /// The least height that the panels take with their headers.
  func leastHeight(of panels: [Chart.Panel], canvas: Canvas) -> Double {
    let headers = legends.reduce(0) { $0 + PanelLayout.headerHeight($1, canvas) }
    let plots = PanelLayout.leastHeight(canvas) * Double(panels.count)
    return headers + plots + PanelLayout.gap(canvas) * Double(panels.count - 1)
  }

  /// The left margin, from the names of rows or as numbers usually need it.
  private static func categories(_ chart: Chart, _ canvas: Canvas) -> CategoryLabels? {
    guard case .categories(let labels) = chart.x.kind else { return nil }
    let rows = chart.panels.flatMap(\.left.categories)
    let left = rows.isEmpty ? 8 * canvas.characterWidth : Layout.rowMargin(rows, canvas)
    var width = canvas.width - left - 2 * canvas.characterWidth
    if canvas.isText, chart.hasCells {
      let right = canvas.width - 1
      let grid = ColumnGrid(count: labels.count, from: left, to: right, canvas: canvas)
      width = grid.columnWidth * Double(labels.count)
    }
    return CategoryLabels(labels, width: width, canvas: canvas)
  }
}
