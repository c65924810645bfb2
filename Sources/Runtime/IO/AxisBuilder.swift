/// Puts rows into the order of an axis and finds out frequency and known times.
struct AxisBuilder {
  let options: CSVOptions
  let zone: Zone
  private(set) var notes: [String] = []
  /// The source row of each row of the axis; nil when the order is already right.
  private(set) var order: [Int]?
  private(set) var axis = Axis(times: [])

  init(options: CSVOptions, zone: Zone) {
    self.options = options
    self.zone = zone
  }

  /// - Throws: `Interrupted`.
  mutating func build(rows: Int, time: TimeStore?, symbols: ColumnStore?) throws {
    let isDaily = time.map { $0.isMidnightOnly && rows > 0 } ?? false
    let source = time.map { isDaily ? $0.walls : $0.utc } ?? []
    let (groups, ranges) = symbols.map { Self.group(rows, $0) } ?? (nil, [("", 0..<rows)])
    order = try sorted(groups, source, ranges.map(\.1))
    let times = order.map { order in source.isEmpty ? [] : order.map { source[$0] } } ?? source
    let segments = ranges.map { Axis.Segment(symbol: $0.0, rows: $0.1) }
    if !times.isEmpty { noteDuplicates(times, segments) }
    let frequency = options.frequency ?? Frequency.typical(times, segments)
    axis = Axis(
      times: times, known: known(times, frequency: frequency, isDaily: isDaily),
      segments: segments, rowCount: rows, frequency: frequency, zone: zone.name,
      isDaily: isDaily)
  }

  /// Rows by symbol in the alphabet's order, each symbol's rows in file order; the order is nil
  /// where the file has it already.
  private static func group(
    _ rows: Int, _ symbols: ColumnStore
  ) -> (order: [Int]?, ranges: [(String, Range<Int>)]) {
    let (labels, codes) = (symbols.labels, symbols.codes)
    var counts = [Int](repeating: 0, count: labels.count)
    for row in 0..<rows { counts[Int(codes[row])] += 1 }
    var starts = [Int](repeating: 0, count: labels.count)
    var ranges: [(String, Range<Int>)] = []
    var next = 0
    for code in labels.indices.sorted(by: { labels[$0] < labels[$1] }) where counts[code] > 0 {
      starts[code] = next
      ranges.append((labels[code], next..<(next + counts[code])))
      next += counts[code]
    }
    var isInPlace = true
    var order = [Int](repeating: 0, count: rows)
    for row in 0..<rows {
      let code = Int(codes[row])
      order[starts[code]] = row
      if starts[code] != row { isInPlace = false }
      starts[code] += 1
    }
    return (isInPlace ? nil : order, ranges)
  }

  /// The order with each range sorted by time; nil where the rows are in place.
  private mutating func sorted(
    _ groups: [Int]?, _ times: [Int64], _ ranges: [Range<Int>]
  ) throws -> [Int]? {
    if times.isEmpty { return groups }
    if groups == nil, ranges.allSatisfy({ TimeSteps.isAscending(times, $0) }) { return nil }
    var order = groups ?? Array(times.indices)
    let unordered = try sortByTime(&order, times, ranges)
    if unordered > 0 {
      let rows = unordered == 1 ? "1 row was" : "\(NumberFormat.count(unordered)) rows were"
      notes.append("\(rows) not in time order and sorted")
    }
    return order.indices.allSatisfy { order[$0] == $0 } ? nil : order
  }

  /// Sorts each range by time, equal times in file order; returns how many rows came too late.
  private func sortByTime(
    _ order: inout [Int], _ times: [Int64], _ ranges: [Range<Int>]
  ) throws -> Int {
    guard !times.isEmpty else { return 0 }
    var unordered = 0
    for range in ranges {
      try Interrupt.check()
      let late = range.dropFirst().count { times[order[$0]] < times[order[$0 - 1]] }
      guard late > 0 else { continue }
      unordered += late
      order[range].sort { (times[$0], $0) < (times[$1], $1) }
    }
    return unordered
  }

  private mutating func noteDuplicates(_ times: [Int64], _ segments: [Axis.Segment]) {
    var count = 0
    var first: (symbol: String, time: Int64)?
    for segment in segments {
      let repeated = TimeSteps.repeats(times, segment.rows)
      guard repeated > 0 else { continue }
      count += repeated
      if first == nil,
        let row = segment.rows.dropFirst().first(where: { times[$0] == times[$0 - 1] })
      {
        first = (segment.symbol, times[row])
      }
    }
    guard let first else { return }
    let key = first.symbol.isEmpty ? "" : "\(first.symbol) "
    let rows = count == 1 ? "1 row repeats a key" : "\(NumberFormat.count(count)) rows repeat keys"
    notes.append(
      "\(rows) (time\(first.symbol.isEmpty ? "" : " and symbol")) of earlier ones, first "
        + "\(key)\(DateFormat.dateTime(first.time))")
  }

  private func known(_ times: [Int64], frequency: Int64, isDaily: Bool) -> [Int64]? {
    guard isDaily else {
      return options.stamp == .end || frequency == 0 ? nil : TimeSteps.later(times, by: frequency)
    }
    let length = options.stamp == .start ? max(frequency, Nanoseconds.day) : Nanoseconds.day
    let end = options.session.map { Nanoseconds.add($0.close, length - Nanoseconds.day) } ?? length
    if zone === Zone.utc { return TimeSteps.later(times, by: end) }
    return times.map { zone.utc(fromLocal: Nanoseconds.add($0, end)) }
  }
}
