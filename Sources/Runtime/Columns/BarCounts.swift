import CKernels

/// Counts of rows whose prices or volume cannot be right or deserve a look, and of missing cells.
struct BarCounts: Sendable {
  private(set) var bad = 0
  private(set) var notPositive = 0
  private(set) var zeroVolume = 0
  private(set) var outliers = 0
  private(set) var missing = 0

  init() {}

  mutating func add(_ other: BarCounts) {
    bad += other.bad
    notPositive += other.notPositive
    zeroVolume += other.zeroVolume
    outliers += other.outliers
    missing += other.missing
  }

  /// Rows that threads take one after the other.
  static func pieces(_ frame: Frame) -> [Range<Int>] {
    let size = 1 << 16
    return stride(from: 0, to: frame.rowCount, by: size).map {
      $0..<min($0 + size, frame.rowCount)
    }
  }

  /// Rows whose cells stay in the cache while they are counted.
  private static let block = 1 << 11

  /// All counts of some rows but the outliers.
  init(_ frame: Frame, rows: Range<Int>) {
    let kernels = fml_table_double().pointee
    let columns = Columns(frame)
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.block) {
      let block = start..<min(start + Self.block, rows.upperBound)
      countBars(columns, block, kernels)
      for field in frame.fields { missing += field.column.missingCount(block) }
    }
  }

  /// The outliers alone, which are judged by a symbol's whole history.
  init(outliersOf frame: Frame) {
    guard let index = frame.index(of: "close"),
      case .numbers(let close) = frame.fields[index].column
    else { return }
    for segment in frame.axis.segments {
      BarAudit.forOutliers(close, segment.rows, BarAudit.outlierFactor) { _, _ in outliers += 1 }
    }
  }

  private mutating func countBars(_ columns: Columns, _ rows: Range<Int>, _ kernels: fml_table) {
    if let volume = columns.volume {
      // Unsafe: here and below, every column of a frame holds the frame's rows.
      zeroVolume += volume.withUnsafeBufferPointer { cells in
        guard let base = cells.baseAddress, let count = kernels.count_zeros else { return 0 }
        return Int(count(base + rows.lowerBound, Int64(rows.count)))
      }
    }
    guard let prices = columns.prices else { return }
    var found = fml_defects()
    let first = rows.lowerBound
    prices[0].withUnsafeBufferPointer { open in
      prices[1].withUnsafeBufferPointer { high in
        prices[2].withUnsafeBufferPointer { low in
          prices[3].withUnsafeBufferPointer { close in
            guard let open = open.baseAddress, let high = high.baseAddress,
              let low = low.baseAddress, let close = close.baseAddress
            else { return }
            kernels.count_defects?(
              open + first, high + first, low + first, close + first, Int64(rows.count), &found)
          }
        }
      }
    }
    notPositive += Int(found.not_positive)
    if columns.hasRange { bad += Int(found.bad) }
  }

  /// The columns of bars that a frame has.
  private struct Columns {
    /// Open, high, low and close; an absent one is another, which changes no count.
    var prices: [[Double]]?
    var hasRange = false
    var volume: [Double]?

    init(_ frame: Frame) {
      func numbers(_ name: String) -> [Double]? {
        guard let index = frame.index(of: name),
          case .numbers(let cells) = frame.fields[index].column
        else { return nil }
        return cells
      }
      volume = numbers("volume")
      let high = numbers("high")
      let low = numbers("low")
      hasRange = high != nil && low != nil
      let found = [numbers("open"), high, low, numbers("close")]
      guard let any = high ?? found.compactMap({ $0 }).first else { return }
      prices = found.map { $0 ?? any }
    }
  }
}
