/// The dates of a panel on which every symbol of a dataset has all its features.
public struct DateTable: Sendable {
  /// In the order of time, nanoseconds UTC.
  public let times: [Int64]
  public let symbols: [String]
  /// `rows[date * symbols + symbol]`.
  public let rows: [Int32]
  /// Dates on which at least one symbol was there and another was missing.
  public let dropped: Int

  public var count: Int { times.count }
  public var width: Int { symbols.count }

  /// - Throws: `Failure` when no date has all symbols.
  /// - Complexity: O(rows log rows).
  public init(_ dataset: Dataset) throws {
    let axis = dataset.axis
    let segments = try Self.segments(of: dataset)
    let complete = dataset.matrix.isComplete
    let clock = axis.hasTime ? axis.times : (0..<axis.rowCount).map(Int64.init)
    let series = segments.map { segment in segment.rows.filter { complete[$0] } }
    var cursors = [Int](repeating: 0, count: series.count)
    var times: [Int64] = []
    var rows: [Int32] = []
    for row in series.first ?? [] {
      let time = clock[row]
      guard times.last != time else { continue }
      var found: [Int32] = []
      for (index, list) in series.enumerated() {
        while cursors[index] < list.count, clock[list[cursors[index]]] < time {
          cursors[index] += 1
        }
        guard cursors[index] < list.count, clock[list[cursors[index]]] == time else { break }
        found.append(Int32(clamping: list[cursors[index]]))
      }
      guard found.count == series.count else { continue }
      times.append(time)
      rows.append(contentsOf: found)
    }
    guard !times.isEmpty else {
      throw Failure(
        "no date has all \(segments.count) symbols",
        hint: "leave symbols out with load ... symbols=[...]")
    }
    self.times = times
    self.symbols = segments.map(\.symbol)
    self.rows = rows
    self.dropped = Self.distinctCount(series, clock) - times.count
  }

  /// The symbols that are in the dataset; of other rows those that the network knows.
  private static func segments(of dataset: Dataset) throws -> [Axis.Segment] {
    let own = dataset.segments.map { dataset.axis.segments[$0] }
    guard let reference = dataset.reference else { return own }
    let known = reference.segments.map { reference.axis.segments[$0].symbol }
    let missing = known.filter { symbol in !own.contains { $0.symbol == symbol } }
    guard missing.isEmpty else {
      throw Failure(
        "the frame has no rows of \(missing.joined(separator: ", ")): a network of dates needs every "
          + "symbol that it was trained on", culprit: .parameter("on"))
    }
    return known.compactMap { symbol in own.first { $0.symbol == symbol } }
  }

  private static func distinctCount(_ series: [[Int]], _ clock: [Int64]) -> Int {
    let times = series.joined().map { clock[$0] }.sorted()
    var count = 0
    var previous: Int64?
    for time in times where time != previous {
      count += 1
      previous = time
    }
    return count
  }
}
