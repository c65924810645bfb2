extension Frame {
  /// The same rows, known at the times that a column holds; the column goes.
  ///
  /// A bare date means the end of that day in the frame's zone; a missing cell that the row is never
  /// known.
  /// - Parameter order: Of dates, as `date=` of `load`; nil for unambiguous ones.
  /// - Throws: `Failure` when a cell is no time, or a row would be known before its own label.
  public func known(by name: String, order: String? = nil) throws -> Frame {
    let field = try field(name)
    guard axis.hasTime else { throw Self.needsTime() }
    var parser = try TimeText(order: order)
    let zone = axis.timeZone
    var known = [Int64](repeating: .max, count: rowCount)
    for (row, text) in field.column.timeTexts.enumerated() {
      guard let text else { continue }
      guard let time = parser.parse(text) else { throw Self.isNoTime(name, text) }
      known[row] = Self.utc(time, zone)
      let label = axis.isDaily ? zone.utc(fromLocal: axis.times[row]) : axis.times[row]
      guard known[row] >= label else { throw isEarly(name, row) }
    }
    let released = Axis(
      times: axis.times, known: known, segments: axis.segments, rowCount: axis.rowCount,
      frequency: axis.frequency, zone: axis.zone, isDaily: axis.isDaily)
    return Frame(
      axis: released, fields: fields.filter { $0.name != name }, source: source, notes: notes,
      hasTrueRange: hasTrueRange)
  }

  /// The same rows as a schedule that was published before its times.
  public func knownAhead() throws -> Frame {
    guard axis.hasTime else { throw Self.needsTime() }
    let schedule = Axis(
      times: axis.times, known: axis.times, segments: axis.segments, rowCount: axis.rowCount,
      frequency: axis.frequency, zone: axis.zone, isDaily: axis.isDaily, isAhead: true)
    return Frame(
      axis: schedule, fields: fields, source: source, notes: notes, hasTrueRange: hasTrueRange)
  }

  private static func utc(_ time: ParsedTime, _ zone: Zone) -> Int64 {
    if let offset = time.offset { return Nanoseconds.subtract(time.wall, offset) }
    let isDate = Nanoseconds.timeOfDay(time.wall) == 0
    return zone.utc(fromLocal: Nanoseconds.add(time.wall, isDate ? Nanoseconds.day : 0))
  }
}

extension Column {
  /// The cells as a file would write times; nil for missing ones.
  fileprivate var timeTexts: [String?] {
    switch self {
    case .numbers(let values): values.map { value in Int64(exactly: value).map { "\($0)" } }
    case .category(let codes, let labels):
      codes.map { labels.indices.contains(Int($0)) ? labels[Int($0)] : nil }
    }
  }
}

extension Frame {
  private static func needsTime() -> Failure {
    Failure("known= needs a frame with times", culprit: .parameter("known"))
  }

  private static func isNoTime(_ name: String, _ text: String) -> Failure {
    Failure(
      "'\(text)' in column '\(name)' is not a time that known= can read",
      culprit: .parameter("known"), hint: "date=dmy or a pattern says how dates are written")
  }

  private func isEarly(_ name: String, _ row: Int) -> Failure {
    Failure(
      "the row \(DateFormat.label(axis.times[row], on: axis)) would be known by '\(name)' before its "
        + "own time", culprit: .parameter("known"),
      hint: "known=ahead is for schedules that were published before")
  }
}
