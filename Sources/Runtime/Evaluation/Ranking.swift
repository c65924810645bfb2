/// Ranks of plain numbers.
enum Ranking {
  /// Ranks from 1, equal values sharing their mean rank.
  ///
  /// - Complexity: O(n), for few values O(n log n).
  static func average(_ values: [Double]) -> [Double] {
    let order = RadixSort.order(values)
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
}
