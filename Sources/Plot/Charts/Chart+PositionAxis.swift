extension Chart {
  /// The horizontal axis: times, numbers or categories.
  public struct PositionAxis: Sendable, Equatable {
    public var kind: Kind
    /// What is measured; empty on a time axis, which names its own days and zone.
    public var label: String
    /// The unit in words; empty for none.
    public var unit: String
    /// How numbers are written; times and categories have their own form.
    public var format: NumberFormat

    /// What the positions mean.
    public enum Kind: Sendable, Equatable {
      case time
      case number
      /// Labels at 0, 1, 2, ...
      case categories([String])
    }

    public init(
      _ kind: Kind, label: String = "", unit: String = "", format: NumberFormat = .number
    ) {
      self.kind = kind
      self.label = label
      self.unit = unit
      self.format = format
    }
  }
}
