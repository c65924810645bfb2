extension Chart {
  /// A straight line across a panel, with or without a label.
  public struct Rule: Sendable, Equatable {
    public var place: Place
    /// The words at the line; empty for none.
    public var label: String

    /// Where the line runs.
    public enum Place: Sendable, Equatable {
      /// A level on the left axis.
      case horizontal(Double)
      /// A level on the right axis.
      case horizontalRight(Double)
      /// A place on the horizontal axis: a stage change, a part boundary, the best epoch.
      case vertical(Position)
    }

    public init(_ place: Place, label: String = "") {
      self.place = place
      self.label = label
    }
  }
}
