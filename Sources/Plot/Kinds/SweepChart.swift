/// The trials of a sweep over the levels of one parameter, a line for each level of another.
public enum SweepChart: ChartKind {
  public static let name = "sweep"
  public static let summary = "Draws the trials of a sweep and their means by parameter."
  public static let options: [ChartOption] = []
  public static let example = "plot sweep S"

  /// Trials with the places of their levels.
  public struct Input: Sendable, Equatable {
    public var title: String
    /// The parameter on the horizontal axis and its levels.
    public var name: String
    public var levels: [String]
    /// The level of each trial.
    public var places: [Int]
    public var values: [Double]
    /// The line each trial belongs to, by name; one empty name for a single line.
    public var groups: [String]
    public var figure: String
    public var facts: [String]

    public init(
      title: String, name: String, levels: [String], places: [Int], values: [Double],
      groups: [String], figure: String, facts: [String] = []
    ) {
      self.title = title
      self.name = name
      self.levels = levels
      self.places = places
      self.values = values
      self.groups = groups
      self.figure = figure
      self.facts = facts
    }
  }

  /// More lines than this would be a thicket.
  private static let mostGroups = 8

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    try DataCheck.something("trials", input.values)
    try DataCheck.sameLength("trials", input.values, as: input.places.count)
    var names: [String] = []
    for group in input.groups where !names.contains(group) { names.append(group) }
    let shown = Array(names.prefix(mostGroups))
    let points = Chart.Series(
      names.count > 1 ? "" : "trial", shape: .points,
      x: .numbers(input.places.map(Double.init)), y: input.values, tone: .muted)
    let lines = shown.map { group in line(of: group, isOnly: names.count == 1, input) }
    let hidden = names.count - shown.count
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.categories(input.levels), label: input.name),
      panels: [Chart.Panel(series: [points] + lines, left: Chart.ValueAxis(input.figure))],
      notes: hidden > 0 ? ["\(hidden) more lines not shown"] : [])
  }

  /// The mean of the trials at each level.
  private static func line(of group: String, isOnly: Bool, _ input: Input) -> Chart.Series {
    let means = input.levels.indices.map { level -> Double in
      let own = input.values.indices.filter {
        input.groups[$0] == group && input.places[$0] == level && input.values[$0].isFinite
      }
      return own.isEmpty
        ? .nan : own.reduce(0) { $0 + input.values[$1] } / Double(own.count)
    }
    return Chart.Series(
      isOnly ? "mean" : group, x: .numbers(input.levels.indices.map(Double.init)), y: means,
      tone: isOnly ? .leading : .automatic)
  }
}
