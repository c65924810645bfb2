import CKernels

/// Which plain limit orders of a stretch of rows are filled, a bit a row.
struct FillMap {
  /// The decision row of the first bit.
  let first: Int
  let count: Int
  let valid: [UInt64]
  let filled: [UInt64]
  let missing: [UInt64]
  /// How many orders are filled, and whether an order can be placed on every row.
  let filledCount: Int
  let isClean: Bool

  /// - Parameter rows: Decisions whose working row, `1 + delay` rows later, is a row of the part.
  init(_ ticket: TicketView, rows: Range<Int>, _ bars: BarView, _ terms: Execution) {
    let words = (rows.count + 63) / 64
    var valid = [UInt64](repeating: 0, count: words)
    var (filled, missing) = (valid, valid)
    let next = rows.lowerBound + 1 + terms.delay
    let extremes = ticket.sign > 0 ? bars.low : bars.high
    let constant =
      ticket.limit.base == nil ? [Double](repeating: ticket.limit.number, count: rows.count) : []
    if let extremes, let closes = bars.close.baseAddress, !rows.isEmpty {
      // Unsafe: all columns have the rows that are read, which the caller vouches for; each word
      // array has a bit for every row.
      constant.withUnsafeBufferPointer { same in
        valid.withUnsafeMutableBufferPointer { valid in
          filled.withUnsafeMutableBufferPointer { filled in
            missing.withUnsafeMutableBufferPointer { missing in
              var orders = fml_limit_orders(
                limit: ticket.limit.base.map { $0 + rows.lowerBound } ?? same.baseAddress,
                close: closes + rows.lowerBound, extreme: extremes + next,
                volume: bars.volume.map { $0 + next }, count: Int64(rows.count),
                sign: ticket.sign, least: terms.touch == .fill ? 0 : terms.leastDistance,
                is_inclusive: terms.touch == .fill ? 1 : 0, valid: valid.baseAddress,
                filled: filled.baseAddress, missing: missing.baseAddress)
              fml_table_double().pointee.limit_fills(&orders)
            }
          }
        }
      }
    }
    (first, count) = (rows.lowerBound, rows.count)
    (self.valid, self.filled, self.missing) = (valid, filled, missing)
    filledCount = filled.reduce(0) { $0 + $1.nonzeroBitCount }
    isClean = valid.reduce(0) { $0 + $1.nonzeroBitCount } == rows.count
  }

  /// The first filled order decided at `row` or after it; nil where there is none.
  @inline(__always)
  func nextFilled(from row: Int) -> Int? {
    let place = row - first
    guard place < count else { return nil }
    var word = place >> 6
    var bits = filled[word] & (~0 << UInt64(place & 63))
    while bits == 0 {
      word += 1
      guard word < filled.count else { return nil }
      bits = filled[word]
    }
    return first + word << 6 + bits.trailingZeroBitCount
  }

  /// How many bits are set at some rows of the map.
  func count(of bits: [UInt64], in rows: Range<Int>) -> Int {
    let (from, to) = (max(0, rows.lowerBound - first), min(count, rows.upperBound - first))
    guard from < to else { return 0 }
    let (low, high) = (from >> 6, (to - 1) >> 6)
    let head: UInt64 = ~0 << UInt64(from & 63)
    let tail: UInt64 = ~0 >> UInt64(63 - (to - 1) & 63)
    if low == high { return (bits[low] & head & tail).nonzeroBitCount }
    var sum = (bits[low] & head).nonzeroBitCount + (bits[high] & tail).nonzeroBitCount
    for word in (low + 1)..<max(low + 1, high) { sum += bits[word].nonzeroBitCount }
    return sum
  }
}
