/// Named columns on one axis, immutable.
public final class Frame: Sendable {
  public struct Field: Sendable {
    /// Lower snake_case.
    public let name: String
    /// As the file spelled it.
    public let original: String
    public let column: Column
    /// Which rows its values were made of; a loaded column reads none but its own.
    public let reach: Reach

    public init(name: String, original: String, column: Column, reach: Reach = Reach()) {
      self.name = name
      self.original = original
      self.column = column
      self.reach = reach
    }

    /// A column that was made, under its own name.
    public init(_ name: String, _ column: Column, reach: Reach = Reach()) {
      self.init(name: name, original: name, column: column, reach: reach)
    }

    /// The same field with other cells.
    func with(_ column: Column) -> Field {
      Field(name: name, original: original, column: column, reach: reach)
    }

    /// The same field carried to the rows of another axis.
    func with(_ column: Column, from source: Axis, to target: Axis) -> Field {
      Field(
        name: name, original: original, column: column,
        reach: reach.carried(from: source, to: target))
    }

    func renamed(_ name: String) -> Field {
      Field(name: name, original: original, column: column, reach: reach)
    }
  }

  public let axis: Axis
  public let fields: [Field]
  /// File paths or a description of how the frame was made.
  public let source: String
  /// What loading or shaping decided or found, one sentence each.
  public let notes: [String]
  /// True when highs and lows are taken from real trades, not made up from closes.
  public let hasTrueRange: Bool
  /// The column expressions of this frame, one per field, made once so that identity is kept.
  public let columns: [Expression]
  private let knownFacts = Lazy<BarFacts>()

  public init(
    axis: Axis, fields: [Field], source: String, notes: [String] = [], hasTrueRange: Bool? = nil
  ) {
    self.axis = axis
    self.fields = fields
    self.source = source
    self.notes = notes
    let names = Set(fields.map(\.name))
    self.hasTrueRange = hasTrueRange ?? (names.contains("high") && names.contains("low"))
    self.columns = fields.map {
      Expression(column: $0.column, name: $0.name, axis: axis, reach: $0.reach)
    }
  }

  /// What holds of every bar; looked at once.
  ///
  /// - Complexity: O(rows), the first time.
  var barFacts: BarFacts { knownFacts.value { BarFacts(self) } }

  public var rowCount: Int { axis.rowCount }
  public var names: [String] { fields.map(\.name) }

  public func index(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// The column as an expression.
  public func expression(_ name: String) -> Expression? { index(of: name).map { columns[$0] } }
}
