/// What every load looks for, quickly: `gaps` says where it is.
public struct LoadAudit: Sendable {
  /// `every 1d on weekdays`; nil where there is no usual distance of rows.
  public let rhythm: String?
  /// What was found, in one sentence; nil when nothing was.
  public let sentence: String?

  /// - Throws: `Interrupted`.
  /// - Complexity: O(rows x columns), on two threads.
  public init(_ frame: Frame) throws {
    let pieces = try Parallel.map(count: 3, threads: 2) { index in
      switch index {
      case 0: Piece(times: try TimeDefects(frame.axis))
      case 1: Piece(bars: BarDefects(frame))
      default: Piece(missing: frame.fields.reduce(0) { $0 + $1.column.missingCount })
      }
    }
    try Interrupt.check()
    let times = pieces.compactMap(\.times).first
    rhythm = times.flatMap(\.rhythm)
    let bars = pieces.compactMap(\.bars).first
    let missing = pieces.compactMap(\.missing).first ?? 0
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
      bars?.bad, "bar with open or close outside low..high",
      "bars with open or close outside low..high")
    add(bars?.notPositive, "bar with a price not above zero", "bars with a price not above zero")
    add(bars?.zeroVolume, "bar without volume", "bars without volume")
    add(bars?.outliers, "outlier return", "outlier returns")
    add(missing, "missing cell", "missing cells")
    sentence = found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// What one thread found.
  private struct Piece: Sendable {
    var times: TimeDefects?
    var bars: BarDefects?
    var missing: Int?
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

/// Counts of rows whose prices or volume cannot be right, or deserve a look.
private struct BarDefects: Sendable {
  private(set) var bad = 0
  private(set) var notPositive = 0
  private(set) var zeroVolume = 0
  private(set) var outliers = 0

  init(_ frame: Frame) {
    let columns = ["open", "high", "low", "close", "volume"].map { name -> [Double] in
      guard let index = frame.index(of: name),
        case .numbers(let values) = frame.fields[index].column
      else { return [] }
      return values
    }
    zeroVolume = columns[4].count { $0 == 0 }
    let prices = columns.prefix(4).filter { price in price.contains { $0 <= 0 } }
    if !prices.isEmpty {
      notPositive = (0..<frame.rowCount).count { row in prices.contains { $0[row] <= 0 } }
    }
    if !columns[1].isEmpty, !columns[2].isEmpty {
      for row in 0..<frame.rowCount
      where isBad(row, columns[0], columns[1][row], columns[2][row], columns[3]) { bad += 1 }
    }
    guard !columns[3].isEmpty else { return }
    for segment in frame.axis.segments {
      BarAudit.forOutliers(columns[3], segment.rows, BarAudit.outlierFactor) { _, _ in
        outliers += 1
      }
    }
  }

  /// Prices are compared with a tolerance of rounding: one part in 10^9.
  private func isBad(
    _ row: Int, _ open: [Double], _ high: Double, _ low: Double, _ close: [Double]
  ) -> Bool {
    let slack = 1e-9 * abs(high)
    if high + slack < low { return true }
    if !open.isEmpty, open[row] > high + slack || open[row] + slack < low { return true }
    return !close.isEmpty && (close[row] > high + slack || close[row] + slack < low)
  }
}
