/// The returns of months as a table, a row for each year.
public enum MonthChart: ChartKind {
  public static let name = "months"
  public static let summary = "Draws the returns of months as a table, a row for each year."
  public static let options: [ChartOption] = []
  public static let example = "plot months bt"

  /// The return of each period.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var times: [Int64]
    /// NaN counts as none.
    public var returns: [Double]
    /// The unit of money; empty with `.percent`.
    public var unit: String
    public var format: NumberFormat
    /// Whether returns are compounded instead of added.
    public var isCompounded: Bool
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, times: [Int64], returns: [Double], unit: String = "",
      format: NumberFormat = .percent, isCompounded: Bool = false, facts: [String] = [],
      notes: [String] = []
    ) {
      self.title = title
      self.times = times
      self.returns = returns
      self.unit = unit
      self.format = format
      self.isCompounded = isCompounded
      self.facts = facts
      self.notes = notes
    }
  }

  private static let names = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "year",
  ]

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something(input.title, input.returns)
    try DataCheck.sameLength(input.title, input.returns, as: input.times.count)
    let table = MonthTable(
      times: input.times, returns: input.returns,
      accumulation: Accumulation(isCompounded: input.isCompounded))
    let first = max(table.years.count - CellMatrix.most, 0)
    let rows = table.years.indices.dropFirst(first)
    let matrix = CellMatrix(rows: rows.map { "\(table.years[$0])" }, columns: names)
    let unit = input.format == .percent ? "%" : input.unit
    return Chart(
      title: input.title, subtitle: (input.facts + [months(table)]).joined(separator: ", "),
      x: Chart.PositionAxis(.categories(names)),
      panels: [
        matrix.panel(
          cells(table, Array(rows), input.format), label: "return", unit: unit)
      ], notes: input.notes + (first > 0 ? ["\(first) earlier years not shown"] : []))
  }

  /// The months are coloured, the years not: they would leave the months pale.
  private static func cells(
    _ table: MonthTable, _ rows: [Int], _ format: NumberFormat
  ) -> Chart.Cells {
    let months = rows.flatMap { table.months[($0 * 12)..<($0 * 12 + 12)] + [.nan] }
    let numbers = rows.flatMap { table.months[($0 * 12)..<($0 * 12 + 12)] + [table.totals[$0]] }
    let largest = max(months.filter(\.isFinite).map(\.magnitude).max() ?? 0, 1e-12)
    return Chart.Cells(
      values: months, texts: CellNumbers.forms(numbers, format: format), colors: .diverging,
      range: -largest...largest, format: format)
  }

  /// `61% of 154 months above 0`.
  private static func months(_ table: MonthTable) -> String {
    let known = table.months.filter(\.isFinite)
    let share = Double(known.count { $0 > 0 }) / Double(max(known.count, 1))
    return "\(NumberText.fixed(share * 100, decimals: 0))% of \(known.count) months above 0"
  }
}
