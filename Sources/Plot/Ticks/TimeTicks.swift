/// Ticks at round times of the calendar: seconds, minutes, hours, days, weeks, months or years.
enum TimeTicks {
  /// The distance between ticks.
  enum Step: Equatable {
    case seconds(Int)
    case months(Int)

    /// About how long the step is, in seconds.
    var length: Double {
      switch self {
      case .seconds(let seconds): Double(seconds)
      case .months(let months): Double(months) * 2_629_746
      }
    }
  }

  /// At most `count` ticks between two times in seconds since 1970, UTC.
  static func ticks(from lower: Double, to upper: Double, count: Int) -> [Tick] {
    guard upper > lower, lower.magnitude < 9.3e9, upper.magnitude < 9.3e9 else { return [] }
    var step = step(span: upper - lower, count: count)
    var seconds = places(step, from: lower, to: upper)
    for more in 1...4 where seconds.count < 2 {
      step = Self.step(span: upper - lower, count: count + more)
      seconds = places(step, from: lower, to: upper)
    }
    return seconds.compactMap { second in
      CivilTime(seconds: second).map { Tick(position: second, label: label($0, step)) }
    }
  }

  /// What the axis covers: two dates, with the clock where ticks are closer than a day.
  static func coverage(from lower: Double, to upper: Double, count: Int) -> String {
    guard let first = CivilTime(seconds: lower), let last = CivilTime(seconds: upper) else {
      return "UTC"
    }
    let isIntraday = step(span: upper - lower, count: count).length < 86_400
    guard isIntraday, first.second != 0 || last.second != 0 else {
      return first.date == last.date ? first.date : "\(first.date) to \(last.date)"
    }
    let end = first.date == last.date ? last.clock : "\(last.date) \(last.clock)"
    return "\(first.date) \(first.clock) to \(end) UTC"
  }

  /// The smallest step that needs no more than `count` ticks.
  static func step(span: Double, count: Int) -> Step {
    let most = Double(max(count, 2) - 1)
    return steps.first { span / $0.length <= most } ?? .months(12_000)
  }

  private static let steps: [Step] =
    [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800].map(Step.seconds)
    + [1, 2, 3, 6, 12, 24, 48, 168, 336].map { Step.seconds($0 * 3600) }
    + [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].map(Step.months)

  private static func places(_ step: Step, from lower: Double, to upper: Double) -> [Double] {
    switch step {
    case .seconds(let seconds): multiples(Double(seconds), from: lower, to: upper)
    case .months(let months): monthStarts(months, from: lower, to: upper)
    }
  }

  /// Multiples of a step since Monday 1970-01-05, so that weeks begin on Monday.
  private static func multiples(_ step: Double, from lower: Double, to upper: Double) -> [Double] {
    let monday = 4 * 86_400.0
    let first = ((lower - monday) / step).rounded(.up)
    let last = ((upper - monday) / step).rounded(.down)
    guard last >= first, last - first < 1000 else { return [] }
    return stride(from: first, through: last, by: 1).map { monday + $0 * step }
  }

  private static func monthStarts(_ step: Int, from lower: Double, to upper: Double) -> [Double] {
    guard let start = CivilTime(seconds: lower) else { return [] }
    let month = start.year * 12 + start.month - 1
    var index = month / step * step
    var places: [Double] = []
    while places.count < 1000 {
      let seconds = CivilTime(year: index / 12, month: index % 12 + 1).seconds
      if seconds > upper { break }
      if seconds >= lower { places.append(seconds) }
      index += step
    }
    return places
  }

  private static func label(_ time: CivilTime, _ step: Step) -> String {
    switch step {
    case .months(let months) where months.isMultiple(of: 12): "\(time.year)"
    case .months: String(time.date.dropLast(3))
    case .seconds(let seconds) where seconds >= 86_400: time.monthAndDay
    case .seconds: time.second == 0 ? time.monthAndDay : time.clock
    }
  }
}
