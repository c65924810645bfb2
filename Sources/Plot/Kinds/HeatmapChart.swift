/// A matrix as coloured cells with its numbers in them.
public enum HeatmapChart: ChartKind {
  public static let name = "heatmap"
  public static let summary = "Draws a matrix as coloured cells with its numbers in them."
  public static let options: [ChartOption] = []
  public static let example = "plot heatmap corr"

  /// A matrix with the names of its rows and columns.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var rows: [String]
    public var columns: [String]
    /// Row after row; NaN leaves a cell empty.
    public var values: [Double]
    /// What the values are: `correlation`.
    public var figure: String
    public var unit: String
    public var format: NumberFormat
    /// The values at the ends of the colours; those of the matrix when nil, around zero where
    /// both signs occur.
    public var range: ClosedRange<Double>?
    /// What the columns are.
    public var columnLabel: String
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, rows: [String], columns: [String], values: [Double], figure: String = "",
      unit: String = "", format: NumberFormat = .number, range: ClosedRange<Double>? = nil,
      columnLabel: String = "", facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.rows = rows
      self.columns = columns
      self.values = values
      self.figure = figure
      self.unit = unit
      self.format = format
      self.range = range
      self.columnLabel = columnLabel
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something(input.title, input.values)
    try DataCheck.sameLength(
      input.title, input.values, as: input.rows.count * input.columns.count)
    let matrix = CellMatrix(rows: input.rows, columns: input.columns).cut()
    let values = matrix.kept(of: input.values)
    guard values.contains(where: \.isFinite) else { throw .onlyMissingShown(input.title) }
    let found = CellRange(values)
    let range = input.range ?? found.range
    let cells = Chart.Cells(
      values: values, texts: CellNumbers.forms(values, format: input.format),
      colors: range.lowerBound < 0 && range.upperBound > 0 ? .diverging : .sequential,
      range: range, format: input.format)
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.categories(matrix.columns), label: input.columnLabel),
      panels: [matrix.panel(cells, label: input.figure, unit: unit(input))],
      notes: input.notes + matrix.notes)
  }

  /// Cells leave the sign of percent to the heading.
  private static func unit(_ input: Input) -> String {
    input.unit.isEmpty && input.format == .percent ? "%" : input.unit
  }
}

extension PlotError {
  fileprivate static func onlyMissingShown(_ name: String) -> PlotError {
    PlotError(
      "nothing to plot: the first 40 rows and columns of '\(name)' hold no value",
      hint: "draw a part of the matrix")
  }
}
