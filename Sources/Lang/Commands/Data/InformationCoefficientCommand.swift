import Runtime

/// `ic pct(close, 20) up5`, `ic micro up5 decay=[0, 1, 5]`: how well signals order what follows.
enum InformationCoefficientCommand: Command {
  static let signal = Parameter("signal", .any, "a series, or a feature set: a row a feature")
  static let target = Parameter("target", .any, "a target, or a series that reads the future")
  static let method = Parameter(
    "method", .choice(["rank", "pearson"]), default: .text("rank"), "the kind of correlation")
  static let decay = Parameter(
    "decay", .list, default: .absent, unit: "bars",
    "also the coefficients of the signal as it was so many bars ago")
  static let period = Parameter(
    "by", .choice(["month", "year"]), default: .absent, "also the coefficient of each period")
  static let signature = Signature(
    "ic", group: "data", "Prints the correlation of signals with a target",
    details:
      "On a panel the coefficient of a time is the correlation over its symbols (at least 5), "
      + "and the figures are the mean over times, its standard deviation (ddof 1), ir = mean / sd, the "
      + "share above zero and t. Of one symbol it is the correlation over time. t allows for the "
      + "overlap of labels: Newey and West's error over the target's horizon less one lags. Bound to "
      + "a name it gives a record: mean, sd, ir, t, positive, count, and decay and periods as lists.",
    positionals: [signal, target], options: [method, decay, period],
    examples: [
      Example("ic pct(close, 5) up5"), Example("ic micro up5 decay=[0, 1, 5, 20]"),
      Example("x = ic pct(close) up1 by=year"),
    ],
    keywords: ["information coefficient", "rank correlation", "spearman", "alpha"])

  static func run(_ call: CommandCall) throws -> Value {
    let label = try expression(of: target, call)
    let overlap = max(0, label.reach.lookahead - 1)
    let delays = try call.has(decay) ? call.numbers(decay).map { try bars($0, call) } : []
    let times = CoefficientTimes(label.type.axis ?? Axis(times: []))
    let rows = try signals(call).map { name, expression in
      try Interrupt.check()
      return try Row(
        name: name, coefficient: coefficient(expression, label, times, call), overlap, delays)
    }
    if rows.allSatisfy({ $0.figure.count == 0 }), label.type.axis?.isPanel ?? false {
      throw call.failure(
        signal, "is constant or missing at every time",
        hint: "a coefficient needs at least 5 symbols that differ at one time")
    }
    if rows.count == 1, call.resultName != nil { return record(rows[0], label, call) }
    call.session.output.result(text(rows, delays, label, call))
    return .none
  }

  /// One signal with its figures.
  private struct Row {
    let name: String
    let coefficient: InformationCoefficient
    let figure: InformationCoefficient.Figure
    let decay: [Double]

    init(
      name: String, coefficient: InformationCoefficient, _ overlap: Int, _ delays: [Int]
    ) {
      self.name = name
      self.coefficient = coefficient
      figure = coefficient.figure(overlap: overlap)
      decay = delays.map { coefficient.figure(delay: $0, overlap: overlap).mean }
    }

    var ratio: Double { figure.deviation > 0 ? figure.mean / figure.deviation : .nan }
  }

  // MARK: Arguments

  private static func signals(_ call: CommandCall) throws -> [(String, Expression)] {
    if case .object(let object) = try call.required(signal) {
      let set =
        (object as? FeatureSetValue)?.features ?? (object as? DatasetValue)?.dataset.features
      if let set {
        let isNumber = { (expression: Expression) -> Bool in
          if case .category = expression.type.element { return false }
          return true
        }
        return set.features.filter { isNumber($0.expression) }.map { ($0.name, $0.expression) }
      }
    }
    return [(call.texts[signal.name] ?? "signal", try expression(of: signal, call))]
  }

  private static func expression(of parameter: Parameter, _ call: CommandCall) throws -> Expression
  {
    let expression: Expression
    switch call.session.preferringColumn(try call.required(parameter)) {
    case .series(let series): expression = series.expression
    case .object(let value as TargetValue): expression = value.target.expression
    default: throw call.failure(parameter, "must be a series or a target")
    }
    guard expression.type.shape == .column else {
      throw call.failure(parameter, "must be a series of a frame, not a number")
    }
    return expression
  }

  private static func bars(_ number: Double, _ call: CommandCall) throws -> Int {
    guard let bars = Int(exactly: number), bars >= 0 else {
      throw call.failure(decay, "must be whole numbers of bars, from 0")
    }
    return bars
  }

  private static func coefficient(
    _ signal: Expression, _ label: Expression, _ times: CoefficientTimes, _ call: CommandCall
  ) throws -> InformationCoefficient {
    let axis = try Expression.commonAxis(of: [signal, label], for: "ic")
    let evaluator = call.session.evaluator
    return InformationCoefficient(
      signal: try evaluator.values(of: signal), target: try evaluator.values(of: label), axis: axis,
      times: times,
      isRank: try call.text(method) == "rank")
  }

  // MARK: Results

  private static func text(
    _ rows: [Row], _ delays: [Int], _ label: Expression, _ call: CommandCall
  ) -> String {
    let isPanel = label.type.axis?.isPanel ?? false
    func column(_ name: String, _ value: (Row) -> Double) -> TextTable.Column {
      .init(name, NumberFormat.column(rows.map(value)))
    }
    var columns: [TextTable.Column] = [
      .init("signal", align: .left, rows.map(\.name)), column("ic") { $0.figure.mean },
    ]
    if isPanel {
      columns += [column("sd") { $0.figure.deviation }, column("ir") { $0.ratio }]
      columns.append(
        .init(
          "above 0", rows.map { NumberFormat.percent($0.figure.positive) }))
    }
    columns.append(.init("t", rows.map { NumberFormat.fixed($0.figure.tStatistic, decimals: 2) }))
    columns.append(
      .init(isPanel ? "times" : "rows", rows.map { NumberFormat.count($0.figure.count) }))
    for (index, delay) in delays.enumerated() {
      columns.append(column("lag \(delay)") { $0.decay[index] })
    }
    let width = call.session.printContext.width
    var parts = [TextTable(columns).render(width: width)]
    if call.has(period), let first = rows.first {
      parts.append(periods(first, label, call).render(width: width))
    }
    return parts.joined(separator: "\n\n")
  }

  private static func periods(_ row: Row, _ label: Expression, _ call: CommandCall) -> TextTable {
    let figures = figures(row, label, call)
    return TextTable([
      .init((try? call.text(period)) ?? "period", align: .left, figures.map(\.label)),
      .init("ic", NumberFormat.column(figures.map(\.value))),
      .init("count", figures.map { NumberFormat.count($0.count) }),
    ])
  }

  private static func figures(
    _ row: Row, _ label: Expression, _ call: CommandCall
  ) -> [(label: String, value: Double, count: Int)] {
    guard let axis = label.type.axis, axis.hasTime else { return [] }
    let isMonth = (try? call.text(period)) == "month"
    let months = isMonth ? axis.calendar(.month) : []
    let years = axis.calendar(.year)
    let keys = isMonth ? zip(years, months).map { $0 * 100 + $1 } : years
    return row.coefficient.figures(by: keys).map { figure in
      let key = Int(exactly: figure.period) ?? 0
      let month = key % 100 < 10 ? "0\(key % 100)" : "\(key % 100)"
      return (isMonth ? "\(key / 100)-\(month)" : "\(key)", figure.value, figure.count)
    }
  }

  private static func record(_ row: Row, _ label: Expression, _ call: CommandCall) -> Value {
    var fields: [(key: String, value: Value)] = [
      ("mean", .number(row.figure.mean)), ("sd", .number(row.figure.deviation)),
      ("ir", .number(row.ratio)), ("t", .number(row.figure.tStatistic)),
      ("positive", .number(row.figure.positive)), ("count", .number(Double(row.figure.count))),
    ]
    if call.has(decay) { fields.append(("decay", .list(row.decay.map { .number($0) }))) }
    if call.has(period) {
      let values = figures(row, label, call).map { Value.number($0.value) }
      fields.append(("periods", .list(values)))
    }
    return .record(RecordValue(fields))
  }
}
