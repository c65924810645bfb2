import CKernels

/// Rows whose prices or volumes cannot be right, or deserve a look.
public struct BarAudit: Sendable {
  /// A row found, with its value where one belongs to it.
  public struct Finding: Sendable, Equatable {
    public let row: Int
    public let value: Double
  }

  /// Rows that repeat the label (and symbol) of the row before.
  public private(set) var duplicates: [Int] = []
  /// Rows with a volume of zero.
  public private(set) var zeroVolume: [Int] = []
  /// Rows whose high is below or whose low is above another price of the bar.
  public private(set) var badBars: [Int] = []
  /// Rows with a price of zero or less, where other rows of the column are above.
  public private(set) var notPositive: [Int] = []
  /// Simple close-to-close returns beyond 25 times the symbol's mean absolute return.
  public private(set) var outliers: [Finding] = []
  /// Columns with a few exact zeros among positive numbers: name and count.
  public private(set) var zeros: [(name: String, count: Int)] = []

  /// Multiples of the mean absolute return beyond which a return is an outlier.
  public static let outlierFactor = 25.0

  /// - Parameter outlierFactor: Multiples of a symbol's mean absolute return that make an outlier.
  init(_ frame: Frame, outlierFactor: Double = BarAudit.outlierFactor) throws {
    findDuplicates(frame.axis)
    try Interrupt.check()
    let columns = Prices(frame)
    if let volume = columns.volume { zeroVolume = volume.indices.filter { volume[$0] == 0 } }
    findBadBars(columns, rows: frame.rowCount)
    try Interrupt.check()
    if let close = columns.close { findOutliers(close, frame.axis, outlierFactor) }
    findZeros(frame)
  }

  private mutating func findDuplicates(_ axis: Axis) {
    guard axis.hasTime else { return }
    for segment in axis.segments {
      for row in segment.rows.dropFirst() where axis.times[row] == axis.times[row - 1] {
        duplicates.append(row)
      }
    }
  }

  /// Prices are compared with a tolerance of rounding: one part in 10^9.
  private mutating func findBadBars(_ prices: Prices, rows: Int) {
    let all = [prices.open, prices.high, prices.low, prices.close].compactMap { $0 }
    guard !all.isEmpty else { return }
    for row in 0..<rows {
      if all.contains(where: { $0[row] <= 0 }) { notPositive.append(row) }
      let low = prices.low?[row] ?? .nan
      let high = prices.high?[row] ?? .nan
      let slack = 1e-9 * abs(high)
      let inside = [prices.open?[row] ?? .nan, prices.close?[row] ?? .nan]
      if high + slack < low || inside.contains(where: { $0 > high + slack || $0 + slack < low }) {
        badBars.append(row)
      }
    }
  }

  private mutating func findOutliers(_ close: [Double], _ axis: Axis, _ factor: Double) {
    for segment in axis.segments {
      Self.forOutliers(close, segment.rows, factor) { outliers.append(.init(row: $0, value: $1)) }
    }
    outliers.sort { (abs($1.value), $0.row) < (abs($0.value), $1.row) }
  }

  /// Calls with each row of one symbol whose return is an outlier, and the return.
  ///
  /// - Edge cases: twenty rows and fewer have none.
  static func forOutliers(
    _ close: [Double], _ rows: Range<Int>, _ factor: Double, _ body: (Int, Double) -> Void
  ) {
    guard rows.count > 20 else { return }
    let kernels = fml_table_double().pointee
    // Unsafe: the rows are the column's.
    close.withUnsafeBufferPointer { close in
      guard let base = close.baseAddress.map({ $0 + rows.lowerBound }) else { return }
      var sum = 0.0
      let count = Double(kernels.sum_changes?(base, Int64(rows.count), &sum) ?? 0)
      guard sum > 0 else { return }
      let limit = factor * sum / count
      // Nearly no row passes the first comparison, which spares the divisions.
      let nearly = limit * (1 - 1e-9)
      var row = 0
      while true {
        row = Int(
          kernels.find_change?(base, Int64(row + 1), Int64(rows.count), nearly) ?? .max)
        guard row < rows.count else { return }
        let change = base[row] / base[row - 1] - 1
        if change.isFinite, abs(change) > limit { body(rows.lowerBound + row, change) }
      }
    }
  }

  private mutating func findZeros(_ frame: Frame) {
    let audited = ["open", "high", "low", "close", "volume"]
    for field in frame.fields where !audited.contains(field.name) {
      guard case .numbers(let values) = field.column else { continue }
      let count = values.count { $0 == 0 }
      if count > 0, count * 100 < values.count, !values.contains(where: { $0 < 0 }) {
        zeros.append((field.name, count))
      }
    }
  }

  /// The columns of bars that a frame has.
  private struct Prices {
    let open, high, low, close, volume: [Double]?

    init(_ frame: Frame) {
      func values(_ name: String) -> [Double]? {
        guard let index = frame.index(of: name),
          case .numbers(let values) = frame.fields[index].column
        else { return nil }
        return values
      }
      open = values("open")
      high = values("high")
      low = values("low")
      close = values("close")
      volume = values("volume")
    }
  }
}
