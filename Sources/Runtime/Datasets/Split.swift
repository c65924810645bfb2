/// How rows are divided into chronological parts.
///
/// Parts are cut by time, never by row: on a panel all symbols share the cut times. Rows whose label
/// ends at or after the start of the next part are dropped; features may look back across a cut.
public struct Split: Sendable {
  /// Where the cuts lie.
  public enum Scheme: Sendable {
    /// Shares of the distinct times at which a row can be used, oldest first.
    case fractions([PartName: Double])
    /// Labels of the first and last row of each part, nanoseconds UTC, both inclusive.
    case ranges([PartName: ClosedRange<Int64>])
  }

  public let scheme: Scheme
  /// Bars before the start of the next part that are dropped; nil drops the rows whose label ends
  /// there.
  public var purge: Int?

  public init(_ scheme: Scheme, purge: Int? = nil) {
    self.scheme = scheme
    self.purge = purge
  }

  /// Train, validation and test as fractions of the usable times.
  public static func fractions(train: Double, validation: Double, test: Double) -> Split {
    Split(
      .fractions([.train: train, .validation: validation, .test: test].filter { $0.value != 0 }))
  }

  /// The time of each row by which parts are cut: when it became known, or its label where the
  /// script gave dates; the row number where rows carry no time.
  func clock(of axis: Axis) -> [Int64] {
    if case .ranges = scheme { return Self.clock(of: axis, isDated: true) }
    return Self.clock(of: axis, isDated: false)
  }

  static func clock(of axis: Axis, isDated: Bool) -> [Int64] {
    guard axis.hasTime else { return (0..<axis.rowCount).map(Int64.init) }
    return isDated ? axis.times : axis.known
  }

  /// The span of each part on the clock, in the order of time.
  ///
  /// - Throws: `Failure` for fractions outside 0..1 or ranges that overlap.
  func spans(clock: [Int64], usable: [Bool]) throws -> [(name: PartName, span: Range<Int64>)] {
    switch scheme {
    case .fractions(let shares): try fractionSpans(shares, clock, usable)
    case .ranges(let ranges): try rangeSpans(ranges)
    }
  }

  private func fractionSpans(
    _ shares: [PartName: Double], _ clock: [Int64], _ usable: [Bool]
  ) throws -> [(name: PartName, span: Range<Int64>)] {
    let parts = shares.sorted { $0.key < $1.key }
    for (name, share) in parts where !(share > 0 && share <= 1) {
      throw Failure(
        "\(name.rawValue) is to be a fraction of the rows, between 0 and 1",
        culprit: .parameter(name.rawValue), hint: "train=70% val=15% test=15%")
    }
    let sum = parts.reduce(0) { $0 + $1.value }
    guard sum <= 1 + 1e-9 else {
      throw Failure("the parts add up to more than the whole", hint: "train=70% val=15% test=15%")
    }
    let times = Self.distinct(clock, where: usable)
    guard times.count >= parts.count else { throw tooFew(times.count) }
    var spans: [(name: PartName, span: Range<Int64>)] = []
    var before = 0.0
    for (name, share) in parts {
      let lower = Self.cut(times, at: before)
      before += share
      let upper = before >= 1 - 1e-9 ? Int64.max : Self.cut(times, at: before)
      guard lower < upper else {
        throw Failure(
          "\(name.rawValue) holds no row: \(times.count) usable times in all",
          culprit: .parameter(name.rawValue))
      }
      spans.append((name, lower..<upper))
    }
    return spans
  }

  private func rangeSpans(
    _ ranges: [PartName: ClosedRange<Int64>]
  ) throws -> [(name: PartName, span: Range<Int64>)] {
    let parts = ranges.sorted { $0.key < $1.key }
    for (earlier, later) in zip(parts, parts.dropFirst())
    where later.value.lowerBound <= earlier.value.upperBound {
      throw Failure(
        "\(later.key.rawValue) begins before \(earlier.key.rawValue) ends",
        culprit: .parameter(later.key.rawValue))
    }
    return parts.map { name, range in
      let upper = range.upperBound == .max ? Int64.max : range.upperBound + 1
      return (name, range.lowerBound..<max(upper, range.lowerBound))
    }
  }

  /// The times of the rows that count, ascending, each once.
  static func distinct(_ clock: [Int64], where usable: [Bool]) -> [Int64] {
    var times: [Int64] = []
    times.reserveCapacity(clock.count)
    var isAscending = true
    for (time, isUsable) in zip(clock, usable) where isUsable {
      guard let last = times.last else {
        times.append(time)
        continue
      }
      isAscending = isAscending && last <= time
      if last != time { times.append(time) }
    }
    if isAscending { return times }
    times.sort()
    var kept = 0
    for time in times where kept == 0 || time != times[kept - 1] {
      times[kept] = time
      kept += 1
    }
    times.removeSubrange(kept...)
    return times
  }

  /// The time at a fraction of the sorted times; rounding noise of sums of fractions is forgiven.
  private static func cut(_ times: [Int64], at fraction: Double) -> Int64 {
    let index = Int((Double(times.count) * fraction + 1e-6).rounded(.down))
    return index < times.count ? times[index] : .max
  }
}

private func tooFew(_ count: Int) -> Failure {
  Failure(
    "too few usable rows to split: \(count) times have every feature and a target",
    hint: "windows longer than the data and columns without values leave none")
}
