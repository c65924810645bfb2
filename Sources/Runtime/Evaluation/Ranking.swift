/// Ranks of plain numbers.
enum Ranking {
  /// Ranks from 1, equal values sharing their mean rank.
  ///
  /// - Complexity: O(n): many values are sorted by their bits, few by comparison.
  static func average(_ values: [Double]) -> [Double] {
    let order = values.count < 512 ? compared(values) : byBits(values)
    var ranks = [Double](repeating: 0, count: values.count)
    var first = 0
    while first < order.count {
      let value = values[Int(order[first])]
      var last = first
      while last + 1 < order.count, values[Int(order[last + 1])] == value { last += 1 }
      for place in first...last { ranks[Int(order[place])] = Double(first + last) / 2 + 1 }
      first = last + 1
    }
    return ranks
  }

  private static func compared(_ values: [Double]) -> [UInt32] {
    values.indices.sorted { values[$0] < values[$1] }.map { UInt32(truncatingIfNeeded: $0) }
  }

  /// A radix sort of the values' bits, eleven at a time; digits that all values share are passed over.
  private static func byBits(_ values: [Double]) -> [UInt32] {
    // Zero has two signs; the sum makes them one.
    var keys = values.map { ordered(($0 + 0).bitPattern) }
    var order = (0..<values.count).map { UInt32(truncatingIfNeeded: $0) }
    var (otherKeys, otherOrder) = (keys, order)
    for shift in stride(from: UInt64(0), to: 64, by: 11) {
      var starts = [Int](repeating: 0, count: 2048)
      for key in keys { starts[Int((key &>> shift) & 2047)] += 1 }
      guard !starts.contains(values.count) else { continue }
      var sum = 0
      for digit in starts.indices {
        let count = starts[digit]
        starts[digit] = sum
        sum += count
      }
      for (key, row) in zip(keys, order) {
        let digit = Int((key &>> shift) & 2047)
        otherKeys[starts[digit]] = key
        otherOrder[starts[digit]] = row
        starts[digit] += 1
      }
      swap(&keys, &otherKeys)
      swap(&order, &otherOrder)
    }
    return order
  }

  /// Bits whose order as whole numbers is that of the values.
  private static func ordered(_ bits: UInt64) -> UInt64 {
    bits >> 63 == 0 ? bits | (1 << 63) : ~bits
  }
}
