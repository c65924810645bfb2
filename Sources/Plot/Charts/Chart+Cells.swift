extension Chart {
  /// What the cells of a matrix show: a colour each, and a text where it fits.
  public struct Cells: Sendable, Equatable {
    /// The value that a cell's colour stands for; NaN leaves the cell pale.
    public var values: [Double]
    /// Texts to choose from, the fullest first, each with one text for every cell.
    ///
    /// The first whose longest text fits is drawn; lines are parted by a line feed.
    public var texts: [[String]]
    public var colors: Colors
    /// The values at the ends of the colours; what lies outside has the colour of the end.
    public var range: ClosedRange<Double>
    /// How the ends of the range are written.
    public var format: NumberFormat

    /// Which colours the values go through.
    public enum Colors: Sendable, Equatable {
      /// From pale to dark.
      case sequential
      /// Red below the middle of the range, blue above.
      case diverging
    }

    public init(
      values: [Double], texts: [[String]] = [], colors: Colors, range: ClosedRange<Double>,
      format: NumberFormat = .number
    ) {
      self.values = values
      self.texts = texts
      self.colors = colors
      self.range = range
      self.format = format
    }
  }
}
