import Plot
import Runtime

/// Series as lines over shared positions: one line for a series, one per symbol for a panel.
struct SeriesLines {
  struct Line {
    let name: String
    var values: [Double]
  }

  /// Times in nanoseconds UTC, ascending; nil for rows without time.
  private(set) var times: [Int64]?
  private(set) var lines: [Line]

  /// More lines than this would be a thicket.
  static let most = 12

  init(_ value: Value, text: String, call: CommandCall, parameter: Parameter) throws {
    switch value {
    case .series(let series):
      let values = try call.session.evaluator.values(of: series.expression)
      guard let axis = series.expression.type.axis else {
        throw call.failure(parameter, "must be a series on rows, not a single value")
      }
      self.init(values, on: axis, name: text)
    case .list:
      let numbers = try value.elements().map { item -> Double in
        guard let number = item.number else {
          throw call.failure(parameter, "must be a list of numbers")
        }
        return number
      }
      self.init(times: nil, lines: [Line(name: text, values: numbers)])
    default:
      throw call.failure(parameter, "cannot be drawn as a line: it is \(value.described)")
    }
  }

  private init(_ values: [Double], on axis: Axis, name: String) {
    guard axis.isPanel else {
      self.init(
        times: axis.hasTime ? axis.times : nil, lines: [Line(name: name, values: values)])
      return
    }
    let shared = axis.hasTime ? Set(axis.times).sorted() : []
    let places = Dictionary(uniqueKeysWithValues: shared.enumerated().map { ($1, $0) })
    let lines = axis.segments.prefix(Self.most).map { segment in
      guard axis.hasTime else {
        return Line(name: segment.symbol, values: Array(values[segment.rows]))
      }
      var line = [Double](repeating: .nan, count: shared.count)
      for row in segment.rows {
        if let place = places[axis.times[row]] { line[place] = values[row] }
      }
      return Line(name: segment.symbol, values: line)
    }
    self.init(times: axis.hasTime ? shared : nil, lines: lines)
  }

  private init(times: [Int64]?, lines: [Line]) {
    self.times = times
    self.lines = lines
  }

  var positions: Chart.Positions {
    if let times { return .times(times) }
    let count = lines.map(\.values.count).max() ?? 0
    return .numbers((0..<count).map(Double.init))
  }

  /// All lines over the union of their times.
  static func joined(_ parts: [SeriesLines], call: CommandCall) throws -> SeriesLines {
    guard let first = parts.first else { return SeriesLines(times: nil, lines: []) }
    if parts.allSatisfy({ $0.times == first.times }) {
      return padded(SeriesLines(times: first.times, lines: parts.flatMap(\.lines)))
    }
    guard parts.allSatisfy({ $0.times != nil }) else {
      throw call.failure(PlotCommand.subjects, "mixes series with and without time")
    }
    let shared = Set(parts.flatMap { $0.times ?? [] }).sorted()
    let places = Dictionary(uniqueKeysWithValues: shared.enumerated().map { ($1, $0) })
    let lines = parts.flatMap { part in
      part.lines.map { line in
        var values = [Double](repeating: .nan, count: shared.count)
        for (time, value) in zip(part.times ?? [], line.values) {
          if let place = places[time] { values[place] = value }
        }
        return Line(name: line.name, values: values)
      }
    }
    return SeriesLines(times: shared, lines: lines)
  }

  /// Shorter lines are missing at their end, so that all have one length.
  private static func padded(_ joined: SeriesLines) -> SeriesLines {
    let count = joined.lines.map(\.values.count).max() ?? 0
    let lines = joined.lines.map { line in
      let missing = [Double](repeating: .nan, count: count - line.values.count)
      return Line(name: line.name, values: line.values + missing)
    }
    return SeriesLines(times: joined.times, lines: lines)
  }

  mutating func keepLast(_ count: Int) {
    times = times.map { Array($0.suffix(count)) }
    lines = lines.map { Line(name: $0.name, values: Array($0.values.suffix(count))) }
  }
}
