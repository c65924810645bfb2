/// One or several series over time or over their row number, one of them on the right axis if asked.
public enum LineChart: ChartKind {
  public static let name = "line"
  public static let summary = "Draws series as lines, one of them on the right axis if asked."
  public static let options = [
    ChartOption("with", "a second series"),
    ChartOption("axis", "right puts the second series on the right axis"),
    ChartOption("log", "true gives a logarithmic left axis"),
  ]
  public static let example = "plot vol_ratio with=close axis=right"

  /// One line.
  public struct Line: Sendable, Equatable {
    public var name: String
    public var values: [Double]
    public var unit: String
    public var format: NumberFormat
    public var side: Chart.Series.Side

    public init(
      _ name: String, _ values: [Double], unit: String = "", format: NumberFormat = .number,
      side: Chart.Series.Side = .left
    ) {
      self.name = name
      self.values = values
      self.unit = unit
      self.format = format
      self.side = side
    }
  }

  /// The lines and the positions they share.
  public struct Input: Sendable, Equatable {
    /// An empty title names the lines.
    public var title: String
    public var x: Chart.Positions
    public var lines: [Line]
    public var isLogarithmic: Bool
    public var notes: [String]

    public init(
      title: String = "", x: Chart.Positions, lines: [Line], isLogarithmic: Bool = false,
      notes: [String] = []
    ) {
      self.title = title
      self.x = x
      self.lines = lines
      self.isLogarithmic = isLogarithmic
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try check(input)
    let hasRight = input.lines.contains { $0.side == .right }
    let panel = Chart.Panel(
      series: input.lines.map {
        Chart.Series(
          hasRight ? nameWithUnit($0) : $0.name, x: input.x, y: $0.values, side: $0.side)
      },
      left: axis(of: input, side: .left, hasLabel: !hasRight),
      right: axis(of: input, side: .right, hasLabel: false))
    let title =
      input.title.isEmpty ? input.lines.map(\.name).joined(separator: ", ") : input.title
    return Chart(title: title, x: horizontal(input.x), panels: [panel], notes: input.notes)
  }

  private static func check(_ input: Input) throws(PlotError) {
    guard !input.lines.isEmpty else { throw .noLines }
    for line in input.lines {
      try DataCheck.something(line.name, line.values)
      try DataCheck.sameLength(line.name, line.values, as: input.x.count)
      if input.isLogarithmic, line.side == .left, !line.values.contains(where: { $0 > 0 }) {
        throw .nothingAboveZero(line.name)
      }
    }
  }

  private static func nameWithUnit(_ line: Line) -> String {
    line.unit.isEmpty ? line.name : "\(line.name) (\(line.unit))"
  }

  /// The axis of one side: the label and unit that all its lines share. With lines on both
  /// sides the legend says them, and a title that names the line is not said again.
  private static func axis(
    of input: Input, side: Chart.Series.Side, hasLabel: Bool
  ) -> Chart.ValueAxis {
    let lines = input.lines.filter { $0.side == side }
    let units = Set(lines.map(\.unit))
    let isPercent = !lines.isEmpty && lines.allSatisfy { $0.format == .percent }
    return Chart.ValueAxis(
      hasLabel && lines.count == 1 && !input.title.isEmpty ? lines[0].name : "",
      unit: hasLabel && units.count == 1 ? units.first ?? "" : "",
      format: isPercent ? .percent : .number,
      scale: input.isLogarithmic && side == .left ? .logarithmic : .linear)
  }

  private static func horizontal(_ x: Chart.Positions) -> Chart.PositionAxis {
    switch x {
    case .times: Chart.PositionAxis(.time)
    case .numbers: Chart.PositionAxis(.number, label: "row", format: .whole)
    }
  }
}

extension PlotError {
  fileprivate static var noLines: PlotError { PlotError("nothing to plot: no series") }

  fileprivate static func nothingAboveZero(_ name: String) -> PlotError {
    PlotError(
      "a logarithmic axis needs values above zero, and '\(name)' has none", parameter: "log")
  }
}
