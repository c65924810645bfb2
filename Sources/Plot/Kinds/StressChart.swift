/// A figure under changed assumptions, a row for each, against that of the base case.
public enum StressChart: ChartKind {
  public static let name = "stress"
  public static let summary = "Draws a figure under changed assumptions against the base case."
  public static let options: [ChartOption] = []
  public static let example = "plot stress s"

  /// The figure of one case.
  public struct Case: Sendable, Equatable {
    /// What was changed: `cost x2`.
    public var name: String
    public var value: Double

    public init(_ name: String, _ value: Double) {
      self.name = name
      self.value = value
    }
  }

  /// The cases in the order they are shown.
  public struct Input: Sendable, Equatable {
    public var title: String
    /// What is compared: `Sharpe ratio`.
    public var figure: String
    /// The figure without any change; NaN for none.
    public var base: Double
    public var cases: [Case]
    public var unit: String
    public var format: NumberFormat
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, figure: String, base: Double, cases: [Case], unit: String = "",
      format: NumberFormat = .number, facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.figure = figure
      self.base = base
      self.cases = cases
      self.unit = unit
      self.format = format
      self.facts = facts
      self.notes = notes
    }
  }

  /// More rows than this cannot be read beside one another.
  private static let mostCases = 30

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something(input.title, input.cases.map(\.value))
    let base = input.base.isFinite ? [Case("as traded", input.base)] : []
    let shown = base + input.cases.prefix(mostCases)
    let hidden = base.count + input.cases.count - shown.count
    let panel = Chart.Panel(
      series: bars(shown, input.base),
      left: Chart.ValueAxis(categories: names(shown, input.format)),
      rules: base.isEmpty ? [] : [Chart.Rule(.vertical(.number(input.base)))])
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(
        .number, label: input.figure, unit: input.unit, format: input.format),
      panels: [panel], notes: input.notes + (hidden > 0 ? ["\(hidden) more cases not shown"] : []))
  }

  /// The base case grey, and red a case that falls below zero while the base is above.
  private static func bars(_ cases: [Case], _ base: Double) -> [Chart.Series] {
    let isTurned = { (value: Double) in value < 0 && !(base < 0) }
    let rows = { (rows: [Int], name: String, tone: Chart.Tone) in
      Chart.Series(
        name, shape: .horizontalBars(width: 0.62), x: .numbers(rows.map { cases[$0].value }),
        y: rows.map(Double.init), tone: tone)
    }
    let first = base.isFinite ? 1 : 0
    let changed = cases.indices.dropFirst(first)
    let series = [
      rows(changed.filter { !isTurned(cases[$0].value) }, "", .accent),
      rows(changed.filter { isTurned(cases[$0].value) }, "", .adverse),
    ]
    return series + (first == 1 ? [rows([0], "", .muted)] : [])
  }

  /// `cost x2  0.61`: the names with their values under one another.
  private static func names(_ cases: [Case], _ format: NumberFormat) -> [String] {
    let values = CellNumbers.forms(cases.map(\.value), format: format).first ?? []
    let sign = format == .percent ? "%" : ""
    return zip(cases, values).map { item, value in
      let name = TextLayout.cut(item.name, width: 32)
      return value.isEmpty ? "\(name)  missing" : "\(name)  \(value)\(sign)"
    }
  }
}
