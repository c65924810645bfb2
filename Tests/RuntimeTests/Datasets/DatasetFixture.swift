@testable import Runtime

/// Columns for tests: leaves as they are, `lead` by hand.
enum Fixture {
  static let day: Int64 = 86_400_000_000_000

  /// Rows a day apart from `start`.
  static func days(_ count: Int, from start: Int = 0) -> [Int64] {
    (start..<start + count).map { Int64($0) * day }
  }

  /// One symbol with the given columns.
  static func frame(_ columns: [(String, [Double])]) -> Frame {
    let count = columns.first?.1.count ?? 0
    let axis = Axis(times: days(count), frequency: day, isDaily: true)
    return frame(columns, axis)
  }

  /// One symbol with the given columns and a column of categories.
  static func frame(
    _ columns: [(String, [Double])], category: (name: String, codes: [Double], labels: [String])
  ) -> Frame {
    let plain = frame(columns)
    let codes = category.codes.map { Int32($0) }
    let field = Frame.Field(
      name: category.name, original: category.name,
      column: .category(codes: codes, labels: category.labels))
    return Frame(axis: plain.axis, fields: plain.fields + [field], source: "test")
  }

  /// A panel: per symbol its first day and its number of rows; columns are functions of symbol and
  /// day.
  static func panel(
    _ symbols: [(name: String, start: Int, count: Int)],
    _ columns: [(String, (Int, Int) -> Double)]
  ) -> Frame {
    var times: [Int64] = []
    var segments: [Axis.Segment] = []
    var values = columns.map { _ in [Double]() }
    for (index, symbol) in symbols.enumerated() {
      let lower = times.count
      times += days(symbol.count, from: symbol.start)
      segments.append(Axis.Segment(symbol: symbol.name, rows: lower..<times.count))
      for (column, entry) in columns.enumerated() {
        values[column] += (symbol.start..<symbol.start + symbol.count).map { entry.1(index, $0) }
      }
    }
    let axis = Axis(times: times, segments: segments, frequency: day, isDaily: true)
    return frame(columns.enumerated().map { ($1.0, values[$0]) }, axis)
  }

  private static func frame(_ columns: [(String, [Double])], _ axis: Axis) -> Frame {
    let fields = columns.map { name, values in
      Frame.Field(name: name, original: name, column: .numbers(values))
    }
    return Frame(axis: axis, fields: fields, source: "test")
  }

  static func features(_ frame: Frame, _ names: [String]) throws -> FeatureSet {
    try FeatureSet(
      name: "set", frame: frame,
      features: names.compactMap { name in
        frame.expression(name).map { FeatureSet.Feature(name: name, expression: $0) }
      })
  }

  static func leaf(_ frame: Frame, _ name: String) -> Expression {
    frame.expression(name) ?? Expression(constant: .nan)
  }

  /// `lead(column, bars)`.
  static func target(_ frame: Frame, _ name: String, lead bars: Int) throws -> Target {
    return try Target(name: "y", expression: Expression(Shift(bars: -bars), [leaf(frame, name)]))
  }

  static let values = ColumnEvaluator(threads: 1)
}

extension Fixture {
  /// The value of a scalar expression, computed by the engine in float64.
  static func number(_ expression: Expression) throws -> Double {
    let program = try Compiler.forward(
      [ProgramOutput("value", expression)], precision: .float64)
    let executor = Executor(program)
    try executor.run()
    return try executor.scalar("value")
  }
}
