/// A figure of the completed days on the bars of a day.
enum Daily: Operator {
  static let signature = Signature(
    "daily", group: OperatorGroup.calendar,
    "a figure of the completed days before each bar's day",
    details: """
      daily(x, n, stat="sum"): the sum (mean, last, first, min, max, count) of x over each of the last n days that
      were over before the bar's own day began, and the mean of these n figures. Days are those of the frame's
      zone; a day without a present value does not count as one. On daily bars daily(x, 5) is
      lag(mean(x, 5)). Warm-up: n days.
      """,
    positionals: [.x, .bars("how many days", default: 1)],
    options: [
      Parameter(
        "stat", .choice(DayStatistic.allCases.map(\.rawValue)), default: .text("last"),
        "the figure of a day")
    ],
    examples: [
      Example("daily(close)"),
      Example("sqrt(daily(logret(close) * logret(close), 5, stat=\"sum\"))"),
    ],
    keywords: ["intraday", "day", "har", "previous day"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (x, days) = (try call.column("x"), try call.integer("n", atLeast: 1))
    guard let axis = x.type.axis, axis.hasTime else {
      throw Failure("daily needs a frame with times", culprit: .parameter("x"))
    }
    guard let statistic = DayStatistic(rawValue: try call.text("stat")) else {
      throw Failure("'stat' is not a figure of a day", culprit: .parameter("stat"))
    }
    let session = try Expression(CalendarOperation(field: .session, axis: axis), [])
    let operation = CompletedDays(statistic: statistic, days: days)
    return .series(try Expression(operation, [x, session], origin: call.origin))
  }
}

/// The figure of one day.
enum DayStatistic: String, CaseIterable, Sendable {
  case sum, mean, last, first, min, max, count
}

/// Inputs are the series and the day of each row.
struct CompletedDays: ColumnOperation {
  let statistic: DayStatistic
  let days: Int
  var key: String { "daily(\(statistic),\(days))" }

  func reach(of inputs: [Expression]) -> Reach { inputs[0].reach.windowed(nil) }

  func evaluate(_ task: ColumnTask) throws {
    let (x, session) = (task.inputs[0], task.inputs[1])
    var (day, figures, shown) = (DayFigure(), [Double](), Double.nan)
    for row in task.rows {
      if row > task.rows.lowerBound, session[row] != session[row - 1] {
        if day.count > 0 { figures.append(day.value(statistic)) }
        day = DayFigure()
        if figures.count > days { figures.removeFirst(figures.count - days) }
        shown = figures.count == days ? figures.reduce(0, +) / Double(days) : .nan
      }
      if !x[row].isNaN { day.add(x[row]) }
      task.output[row] = shown
    }
  }
}

private struct DayFigure {
  private(set) var count = 0.0
  private var (sum, first, last) = (0.0, Double.nan, Double.nan)
  private var (low, high) = (Double.infinity, -Double.infinity)

  mutating func add(_ x: Double) {
    if count == 0 { first = x }
    (count, sum, last) = (count + 1, sum + x, x)
    (low, high) = (Swift.min(low, x), Swift.max(high, x))
  }

  func value(_ statistic: DayStatistic) -> Double {
    switch statistic {
    case .sum: sum
    case .mean: sum / count
    case .last: last
    case .first: first
    case .min: low
    case .max: high
    case .count: count
    }
  }
}
