/// A chart as plain data: a title, panels stacked on one horizontal axis, and notes at the foot.
///
/// A chart knows nothing of how it is drawn; `GnuplotScript` turns it into a script and
/// `Gnuplot` runs that script.
public struct Chart: Sendable, Equatable {
  public var title: String
  /// Key numbers under the title; empty for none.
  public var subtitle: String
  /// The horizontal axis that all panels share.
  public var x: PositionAxis
  /// The panels from top to bottom.
  public var panels: [Panel]
  /// Lines at the foot: what was left out, where the data come from.
  public var notes: [String]
  public var legend: Legend

  /// Whether the names of series are shown.
  public enum Legend: Sendable, Equatable {
    /// Where a panel has two or more named series, or a named series on the right axis.
    case automatic
    case hidden
  }

  public init(
    title: String, subtitle: String = "", x: PositionAxis, panels: [Panel],
    notes: [String] = [], legend: Legend = .automatic
  ) {
    self.title = title
    self.subtitle = subtitle
    self.x = x
    self.panels = panels
    self.notes = notes
    self.legend = legend
  }

  /// The usual height of a picture: more than three panels, or more rows than fit, make it
  /// higher.
  /// - Unit: pixels.
  public var pictureHeight: Int {
    let rows = panels.map(\.left.categories.count).max() ?? 0
    return max(600 + 150 * max(min(panels.count, 50) - 3, 0), 200 + 20 * min(rows, 100))
  }
}
