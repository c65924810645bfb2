/// The rows of one contract by trading day.
struct Contract {
  let symbol: String
  /// Days after 1970-01-01, ascending.
  private(set) var days: [Int] = []
  /// The rows of each day.
  private(set) var ranges: [Range<Int>] = []
  private(set) var volumes: [Double] = []

  var last: Int { days.last ?? .min }

  /// The contracts of a panel in the order in which they end.
  static func all(_ axis: Axis, volume: [Double]?, session: SessionHours?) throws -> [Contract] {
    let contracts = try axis.segments.map { segment in
      try Interrupt.check()
      return Contract(segment, axis, volume, session)
    }
    return contracts.filter { !$0.days.isEmpty }
      .sorted { ($0.last, $0.symbol) < ($1.last, $1.symbol) }
  }

  private init(
    _ segment: Axis.Segment, _ axis: Axis, _ volume: [Double]?, _ session: SessionHours?
  ) {
    symbol = segment.symbol
    for row in segment.rows {
      let wall = axis.localTime(axis.times[row])
      // Rows between sessions belong to the day before.
      let day = session.map { $0.day(of: wall) ?? days.last ?? Nanoseconds.days(wall) }
      add(day ?? Nanoseconds.days(wall), row, volume.map { $0[row] } ?? .nan)
    }
  }

  private mutating func add(_ day: Int, _ row: Int, _ volume: Double) {
    let traded = volume.isNaN ? 0 : volume
    if days.last == day, let range = ranges.popLast() {
      ranges.append(range.lowerBound..<(row + 1))
      volumes[volumes.count - 1] += traded
    } else {
      days.append(day)
      ranges.append(row..<(row + 1))
      volumes.append(traded)
    }
  }

  /// The place of a day, or of the first after it.
  private func place(of day: Int) -> Int {
    var (low, high) = (0, days.count)
    while low < high {
      let middle = (low + high) / 2
      if days[middle] < day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What was traded on a day; nil where the contract has no rows on it.
  func volume(on day: Int) -> Double? {
    let place = place(of: day)
    return place < days.count && days[place] == day ? volumes[place] : nil
  }

  /// Trading days of its own that come after a day.
  func daysLeft(after day: Int) -> Int { days.count - place(of: day + 1) }

  /// The rows of some days, both ends included; empty where there are none.
  func rows(from first: Int = .min, upTo last: Int) -> Range<Int> {
    let lower = place(of: first)
    let upper = last == .max ? days.count : place(of: last + 1)
    guard lower < upper else { return 0..<0 }
    return ranges[lower].lowerBound..<ranges[upper - 1].upperBound
  }
}
