/// How limit orders filled and what they earned, by the depth at which they were placed.
public enum FillChart: ChartKind {
  public static let name = "fill"
  public static let summary =
    "Draws how often limit orders filled and what they earned, by the depth asked."
  public static let options: [ChartOption] = []
  public static let example = "plot fill bt"

  /// The orders of one group of depths.
  public struct Group: Sendable, Equatable {
    /// The mean distance of the limits from the price, a fraction of it.
    public var depth: Double
    public var orders: Int
    /// The share of orders that filled, and the same as the smooth loss counts it.
    public var hardFill: Double
    public var softFill: Double
    /// The profit of an order, filled or not, likewise.
    public var hardProfit: Double
    public var softProfit: Double

    public init(
      depth: Double, orders: Int, hardFill: Double, softFill: Double, hardProfit: Double,
      softProfit: Double
    ) {
      self.depth = depth
      self.orders = orders
      self.hardFill = hardFill
      self.softFill = softFill
      self.hardProfit = hardProfit
      self.softProfit = softProfit
    }
  }

  /// Groups in the order of their depths.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var groups: [Group]
    /// The unit of profit; empty with `.percent`.
    public var unit: String
    /// `.percent` for profit as a fraction of the order's value.
    public var format: NumberFormat
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, groups: [Group], unit: String = "", format: NumberFormat = .percent,
      facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.groups = groups
      self.unit = unit
      self.format = format
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    guard !input.groups.isEmpty else { throw .noOrders(input.title) }
    let values = input.groups.flatMap { [$0.hardFill, $0.softFill, $0.hardProfit, $0.softProfit] }
    try DataCheck.something(input.title, values)
    let depths = CellNumbers.forms(input.groups.map(\.depth), format: .percent).first ?? []
    let labels = depths.map { $0.isEmpty ? "?" : $0 + "%" }
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.categories(labels), label: "mean depth of the group"),
      panels: [fills(input), profits(input), orders(input)], notes: input.notes)
  }

  private static func fills(_ input: Input) -> Chart.Panel {
    Chart.Panel(
      series: pair(input.groups, hard: \.hardFill, soft: \.softFill),
      left: Chart.ValueAxis("orders filled", format: .percent), height: 2)
  }

  private static func profits(_ input: Input) -> Chart.Panel {
    Chart.Panel(
      series: pair(input.groups, hard: \.hardProfit, soft: \.softProfit),
      left: Chart.ValueAxis("profit per order", unit: input.unit, format: input.format),
      rules: [Chart.Rule(.horizontal(0))], height: 2)
  }

  private static func orders(_ input: Input) -> Chart.Panel {
    let bars = Chart.Series(
      "orders", shape: .bars(width: 0.6), x: places(input.groups),
      y: input.groups.map { Double($0.orders) }, tone: .muted)
    return Chart.Panel(
      series: [bars], left: Chart.ValueAxis("orders", format: .whole), height: 1,
      isExpendable: true)
  }

  /// What happened, as a line through points, over what the loss saw.
  private static func pair(
    _ groups: [Group], hard: (Group) -> Double, soft: (Group) -> Double
  ) -> [Chart.Series] {
    let x = places(groups)
    return [
      Chart.Series("soft", x: x, y: groups.map(soft), tone: .accent),
      Chart.Series("hard", x: x, y: groups.map(hard), tone: .leading),
      Chart.Series("", shape: .points, x: x, y: groups.map(hard), tone: .leading),
    ]
  }

  private static func places(_ groups: [Group]) -> Chart.Positions {
    .numbers(groups.indices.map(Double.init))
  }
}

extension PlotError {
  fileprivate static func noOrders(_ name: String) -> PlotError {
    PlotError("nothing to plot: '\(name)' has no order")
  }
}
