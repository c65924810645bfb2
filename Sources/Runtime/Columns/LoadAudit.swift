/// What every load looks for, quickly: `gaps` says where it is.
public struct LoadAudit: Sendable {
  /// `every 1d on weekdays`; nil where there is no usual distance of rows.
  public let rhythm: String?
  /// What was found, in one sentence; nil when nothing was.
  public let sentence: String?

  /// - Throws: `Interrupted`.
  /// - Complexity: O(rows x columns), on all threads.
  public init(_ frame: Frame) throws {
    let pieces = BarCounts.pieces(frame)
    let parts = try Parallel.map(count: pieces.count + 2, threads: EngineThreads.count) { index in
      try Interrupt.check()
      switch index {
      case 0: return Piece(times: try TimeDefects(frame.axis))
      case 1: return Piece(bars: BarCounts(outliersOf: frame))
      default: return Piece(bars: BarCounts(frame, rows: pieces[index - 2]))
      }
    }
    let times = parts.compactMap(\.times).first
    rhythm = times.flatMap(\.rhythm)
    let bars = parts.compactMap(\.bars).reduce(into: BarCounts()) { $0.add($1) }
    var found: [String] = []
    func add(_ count: Int?, _ one: String, _ many: String) {
      guard let count, count > 0 else { return }
      found.append("\(NumberFormat.count(count)) \(count == 1 ? one : many)")
    }
    add(
      Self.shortHistories(frame.axis), "symbol with fewer rows than the longest",
      "symbols with fewer rows than the longest")
    add(times?.gaps, "gap", "gaps")
    add(times?.strayRows, "row at a weekend", "rows at weekends")
    add(
      bars.bad, "bar with open or close outside low..high",
      "bars with open or close outside low..high")
    add(bars.notPositive, "bar with a price not above zero", "bars with a price not above zero")
    add(bars.zeroVolume, "bar without volume", "bars without volume")
    add(bars.outliers, "outlier return", "outlier returns")
    add(bars.missing, "missing cell", "missing cells")
    sentence = found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// What one thread found.
  private struct Piece: Sendable {
    var times: TimeDefects?
    var bars: BarCounts?
  }

  /// Symbols with fewer rows than the one that has most.
  static func shortHistories(_ axis: Axis) -> Int {
    let longest = axis.segments.map(\.rows.count).max() ?? 0
    return axis.segments.count { $0.rows.count < longest }
  }
}

/// Counts of breaks that the inferred calendar does not explain.
private struct TimeDefects: Sendable {
  let gaps: Int
  let strayRows: Int
  let rhythm: String?

  init(_ axis: Axis) throws {
    guard axis.hasTime else {
      (gaps, strayRows, rhythm) = (0, 0, nil)
      return
    }
    let finder = GapFinder(try ReferenceTimes(axis), axis)
    (gaps, strayRows) = (finder.gaps.count, finder.strayRows)
    rhythm =
      finder.calendar == .irregular
      ? nil : "every \(DateFormat.duration(axis.frequency))\(finder.calendar.suffix)"
  }
}
