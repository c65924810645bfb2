/// The work behind `Dataset`: which rows are usable and in which part each of them lies.
struct Division {
  let parts: [DatasetPart]
  let census: RowCensus
  let notes: [String]
  let segments: [Int]

  init(
    axis: Axis, split: Split, complete: [Bool], labels: LabelSpan
  ) throws {
    var (census, usable) = RowCensus.take(
      axis: axis, complete: complete, labelled: labels.isKnown, horizon: labels.horizon)
    let clock = split.clock(of: axis)
    try Self.checkOrder(clock, axis)
    let spans = try split.spans(clock: clock, usable: usable)
    let train = spans.first { $0.name == .train }.map { [$0.span] }
    let late = train.map { Self.lateSegments(axis, $0, clock, usable) } ?? []
    Self.leaveOut(late, of: axis, &usable, &census)
    let cutter = PartCutter(axis: axis, clock: clock, usable: usable, labels: labels)
    var parts: [DatasetPart] = []
    for (index, (name, span)) in spans.enumerated() {
      let next = index + 1 < spans.count ? [HeldOut.next(spans[index + 1].span.lowerBound)] : []
      parts.append(try cutter.part(name, [span], clearOf: next))
    }
    let note = labels.slack > 0 && spans.count > 1 ? [Self.purgeNote(labels.slack)] : []
    self.init(axis, parts, census, usable, late: late, train ?? [], notes: note)
  }

  private static func purgeNote(_ slack: Int) -> String {
    let bars = slack == 1 ? "the last row" : "the last \(slack) rows"
    return "labels of \(bars) before a cut reach into the next part: purge=auto keeps them apart"
  }

  /// One fold: training rows keep clear of the held-out blocks, both of the test part.
  init(
    axis: Axis, clock: [Int64], usable: [Bool], census: RowCensus, labels: LabelSpan,
    fold: FoldSpans
  ) throws {
    var (usable, census) = (usable, census)
    let late = Self.lateSegments(axis, fold.train, clock, usable)
    Self.leaveOut(late, of: axis, &usable, &census)
    let cutter = PartCutter(axis: axis, clock: clock, usable: usable, labels: labels)
    let next = fold.test.map { [HeldOut.next($0.lowerBound)] } ?? []
    let held = fold.held.map { cutter.heldOut($0, embargo: fold.embargo) }
    let later = fold.inner?.first.map { [HeldOut.next($0.lowerBound)] } ?? []
    var parts = [try cutter.part(.train, fold.train, clearOf: held + next + later)]
    if let inner = fold.inner {
      if !inner.isEmpty {
        parts.append(try cutter.part(.validation, inner, clearOf: held + next))
      }
      parts.append(try cutter.part(.test, fold.held, clearOf: next))
    } else {
      parts.append(try cutter.part(.validation, fold.held, clearOf: next))
      if let test = fold.test { parts.append(try cutter.part(.test, [test], clearOf: [])) }
    }
    self.init(axis, parts, census, usable, late: late, fold.train)
  }

  private init(
    _ axis: Axis, _ parts: [DatasetPart], _ counted: RowCensus, _ usable: [Bool], late: [Int],
    _ train: [Range<Int64>], notes: [String] = []
  ) {
    var census = counted
    census.purged = parts.reduce(0) { $0 + $1.purged }
    census.embargoed = parts.reduce(0) { $0 + $1.embargoed }
    let used = parts.reduce(0) { $0 + $1.rows.count } + census.purged + census.embargoed
    census.outside = usable.count { $0 } - used
    self.parts = parts
    self.census = census
    self.notes = notes + late.map { Self.lateNote(axis, $0, train) }
    self.segments = axis.segments.indices.filter { !late.contains($0) }
  }

  private static func leaveOut(
    _ segments: [Int], of axis: Axis, _ usable: inout [Bool], _ census: inout RowCensus
  ) {
    for index in segments {
      for row in axis.segments[index].rows where usable[row] {
        usable[row] = false
        census.lateSymbols += 1
      }
    }
  }

  static func checkOrder(_ clock: [Int64], _ axis: Axis) throws {
    for segment in axis.segments {
      for row in segment.rows.dropFirst() where clock[row] < clock[row - 1] {
        throw Failure("the rows are not in the order of time, so they cannot be split by it")
      }
    }
  }

  /// Symbols of a panel without a usable row in the training part.
  private static func lateSegments(
    _ axis: Axis, _ train: [Range<Int64>], _ clock: [Int64], _ usable: [Bool]
  ) -> [Int] {
    guard axis.isPanel else { return [] }
    return axis.segments.indices.filter { index in
      !axis.segments[index].rows.contains { row in
        usable[row] && train.contains { $0.contains(clock[row]) }
      }
    }
  }

  private static func lateNote(
    _ axis: Axis, _ index: Int, _ train: [Range<Int64>]
  ) -> String {
    let segment = axis.segments[index]
    guard let first = segment.rows.first else { return "\(segment.symbol) has no row" }
    let end = train.last?.upperBound ?? .max
    guard axis.hasTime else { return "\(segment.symbol) has no row in the training part" }
    let date = DateFormat.label(axis.times[first], on: axis)
    return axis.known[first] >= end
      ? "\(segment.symbol) starts \(date), after the training part: left out"
      : "\(segment.symbol) starts \(date) and has no usable row in the training part: left out"
  }
}
