extension Chart {
  /// A vertical axis: what is measured, in which unit, on which scale.
  public struct ValueAxis: Sendable, Equatable {
    public var label: String
    /// The unit in words or as a sign, shown behind the label; empty for none.
    public var unit: String
    public var format: NumberFormat
    public var scale: Scale
    /// The range shown; nil covers all values with a small border.
    public var range: ClosedRange<Double>?
    /// The names of rows at 0, 1, 2, ... from the top; empty for an axis of numbers.
    public var categories: [String]

    /// How values are spaced.
    public enum Scale: Sendable, Equatable {
      case linear
      /// Decades; values at or below zero are missing.
      case logarithmic
    }

    public init(
      _ label: String = "", unit: String = "", format: NumberFormat = .number,
      scale: Scale = .linear, range: ClosedRange<Double>? = nil, categories: [String] = []
    ) {
      self.label = label
      self.unit = unit
      self.format = format
      self.scale = scale
      self.range = range
      self.categories = categories
    }

    /// The label with its unit, as in `P&L ($)`.
    var heading: String {
      if unit.isEmpty { return label }
      return label.isEmpty ? unit : "\(label) (\(unit))"
    }
  }
}
