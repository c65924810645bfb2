extension Chart {
  /// One plotting area with its series, a left axis, an optional right axis and its rules.
  public struct Panel: Sendable, Equatable {
    /// A heading over the panel; empty for none.
    public var title: String
    /// The series in drawing order: later ones cover earlier ones.
    public var series: [Series]
    public var left: ValueAxis
    /// The right axis; nil gives a plain one when a series asks for it.
    public var right: ValueAxis?
    /// Lines across the panel: levels, stage changes, part boundaries.
    public var rules: [Rule]
    /// Height relative to the other panels.
    public var height: Double
    /// Whether a surface that is too low for all panels may leave this one out.
    public var isExpendable: Bool

    public init(
      title: String = "", series: [Series], left: ValueAxis = ValueAxis(),
      right: ValueAxis? = nil, rules: [Rule] = [], height: Double = 1,
      isExpendable: Bool = false
    ) {
      self.title = title
      self.series = series
      self.left = left
      self.right = right
      self.rules = rules
      self.height = height
      self.isExpendable = isExpendable
    }
  }
}
