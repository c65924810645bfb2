extension Chart {
  /// A named column of values at positions on the horizontal axis.
  ///
  /// - Edge cases: a value that is NaN or infinite is missing and breaks a line.
  public struct Series: Sendable, Equatable {
    /// The name in the legend; an empty name stays out of it.
    public var name: String
    public var shape: Shape
    public var x: Positions
    public var y: [Double]
    /// The other edge of a `band` and the other ends of `intervals`, ignored by other shapes.
    public var base: [Double]
    public var side: Side
    public var tone: Tone

    /// How the values are drawn.
    public enum Shape: Sendable, Equatable {
      case line
      /// A line that keeps each value until the next position.
      case steps
      /// Boxes from zero, centred on their positions; nil widths touch their neighbours.
      case bars(width: Double?)
      case points
      /// A fill between the values and a level.
      case area(from: Double)
      /// A fill between the values and `base`.
      case band
      /// An upright stroke between each value and `base`: the uncertainty of a figure.
      case intervals
      /// Boxes from zero to the positions, lying on the rows that the values number; the width
      /// is a share of a row.
      case horizontalBars(width: Double)
      /// The cells of a matrix: positions number the columns, values the rows.
      case cells(Cells)
    }

    /// The vertical axis that measures the values.
    public enum Side: Sendable, Equatable {
      case left
      case right
    }

    public init(
      _ name: String, shape: Shape = .line, x: Positions, y: [Double], base: [Double] = [],
      side: Side = .left, tone: Tone = .automatic
    ) {
      self.name = name
      self.shape = shape
      self.x = x
      self.y = y
      self.base = base
      self.side = side
      self.tone = tone
    }
  }
}
