/// What a look at each row by itself finds, quickly enough for every load; `gaps` finds the rest.
public struct LoadAudit: Sendable {
  /// One sentence; nil when nothing was found.
  public let sentence: String?

  /// - Throws: `Interrupted`.
  /// - Complexity: O(rows x columns), without a copy.
  public init(_ frame: Frame) throws {
    let rows = BarDefects(frame)
    try Interrupt.check()
    var found: [String] = []
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { found.append("\(NumberFormat.count(count)) \(count == 1 ? one : many)") }
    }
    let short = Self.shortHistories(frame.axis)
    add(
      short, "symbol with fewer rows than the longest", "symbols with fewer rows than the longest")
    add(
      rows.badBars, "bar with open or close outside low..high",
      "bars with open or close outside low..high")
    add(rows.notPositive, "bar with a price not above zero", "bars with a price not above zero")
    add(rows.zeroVolume, "bar without volume", "bars without volume")
    let missing = frame.fields.reduce(0) { $0 + $1.column.missingCount }
    add(missing, "missing cell", "missing cells")
    sentence = found.isEmpty ? nil : found.joined(separator: ", ")
  }

  /// Symbols with fewer rows than the one that has most.
  static func shortHistories(_ axis: Axis) -> Int {
    let longest = axis.segments.map(\.rows.count).max() ?? 0
    return axis.segments.count { $0.rows.count < longest }
  }
}

/// Counts of rows whose prices or volume cannot be right.
private struct BarDefects {
  private(set) var badBars = 0
  private(set) var notPositive = 0
  private(set) var zeroVolume = 0

  init(_ frame: Frame) {
    let columns = ["open", "high", "low", "close", "volume"].map { name -> [Double] in
      guard let index = frame.index(of: name),
        case .numbers(let values) = frame.fields[index].column
      else { return [] }
      return values
    }
    zeroVolume = columns[4].count { $0 == 0 }
    let prices = columns.prefix(4).filter { !$0.isEmpty }
    for row in 0..<frame.rowCount {
      var isPositive = true
      for price in prices where price[row] <= 0 { isPositive = false }
      if !isPositive { notPositive += 1 }
    }
    if !columns[1].isEmpty, !columns[2].isEmpty {
      for row in 0..<frame.rowCount
      where isBad(row, columns[0], columns[1][row], columns[2][row], columns[3]) { badBars += 1 }
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
