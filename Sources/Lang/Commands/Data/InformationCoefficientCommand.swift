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
      + "same per year, the share above zero and t. Of one symbol it is the correlation over time. t "
      + "allows for the overlap of labels: Newey and West's error over the target's horizon less one "
      + "lags. method= says which correlation the figures are of, that of ranks or Pearson's; the mean "
      + "of the other one stands beside it. autocorr is the mean correlation of the symbols' ranks by "
      + "the signal with those of the time before: near 1 there is little to trade. Bound to a name it "
      + "gives a record: mean, sd, ir, ir_year, t, positive, count, ic, rank_ic, autocorr, and decay "
      + "and periods as lists; of several signals a frame with a row each.",
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
    let signals = try signals(call)
    let names = signals.map(\.0)
    let keys = try call.has(period) ? periodKeys(label, call) : nil
    let isRank = try call.text(method) == "rank"
    let rows = try InformationCoefficient.map(
      signals.map(\.1), with: label, isRank: isRank,
      values: call.session.evaluator
    ) { place, coefficient in
      CoefficientRow(names[place], coefficient, overlap, delays, keys, isRank: isRank)
    }
    if rows.allSatisfy({ $0.figure.count == 0 }), label.type.axis?.isPanel ?? false {
      throw call.failure(
        signal, "is constant or missing at every time",
        hint: "a coefficient needs at least 5 symbols that differ at one time")
    }
    if call.resultName != nil {
      return rows.count == 1 ? record(rows[0], call) : CoefficientRow.frame(rows)
    }
    call.session.output.result(text(rows, delays, label, call))
    return .none
  }

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

  private static func text(
    _ rows: [CoefficientRow], _ delays: [Int], _ label: Expression, _ call: CommandCall
  ) -> String {
    let isPanel = label.type.axis?.isPanel ?? false
    let width = call.session.printContext.width
    var parts = [figures(rows, isPanel, call).render(width: width)]
    if !delays.isEmpty { parts.append(decays(rows, delays).render(width: width)) }
    if call.has(period) { parts.append(periods(rows, call).render(width: width)) }
    return parts.joined(separator: "\n\n")
  }

  private static func figures(
    _ rows: [CoefficientRow], _ isPanel: Bool, _ call: CommandCall
  ) -> TextTable {
    func column(
      _ name: String, digits: Int = 4, _ value: (CoefficientRow) -> Double
    ) -> TextTable.Column {
      .init(name, NumberFormat.column(rows.map(value), digits: digits))
    }
    func fixed(_ name: String, _ value: (CoefficientRow) -> Double) -> TextTable.Column {
      .init(name, rows.map { NumberFormat.fixed(value($0), decimals: 2) })
    }
    let isRank = (try? call.text(method)) == "rank"
    var columns = [
      TextTable.Column("signal", align: .left, rows.map(\.name)),
      column(isRank ? "rank ic" : "ic") { $0.figure.mean },
    ]
    if isPanel {
      columns += [
        column("sd", digits: 3) { $0.figure.deviation }, column("ir", digits: 3) { $0.ratio },
        fixed("ir/year") { $0.annualRatio },
        .init("above 0", rows.map { NumberFormat.percent($0.figure.positive, decimals: 0) }),
      ]
    }
    columns += [
      fixed("t") { $0.figure.tStatistic }, column(isRank ? "ic" : "rank ic") { $0.other },
    ]
    if isPanel { columns.append(fixed("autocorr") { $0.autocorrelation }) }
    columns.append(
      .init(isPanel ? "times" : "rows", rows.map { NumberFormat.count($0.figure.count) }))
    return TextTable(columns)
  }

  /// The coefficients of signals that are older than they need to be.
  private static func decays(_ rows: [CoefficientRow], _ delays: [Int]) -> TextTable {
    TextTable(
      [.init("signal", align: .left, rows.map(\.name))]
        + delays.enumerated().map { place, delay in
          .init("lag \(delay)", NumberFormat.column(rows.map { $0.decay[place] }, digits: 4))
        })
  }

  /// A row per period; of one signal with its count, else a column per signal.
  private static func periods(_ rows: [CoefficientRow], _ call: CommandCall) -> TextTable {
    let keys = Set(rows.flatMap { $0.periods.map(\.period) }).sorted()
    let isMonth = (try? call.text(period)) == "month"
    let title = isMonth ? "month" : "year"
    let labels = TextTable.Column(title, align: .left, keys.map { label($0, isMonth) })
    if rows.count == 1, let row = rows.first {
      return TextTable([
        labels, .init("ic", NumberFormat.column(row.periods.map(\.value))),
        .init("count", row.periods.map { NumberFormat.count($0.count) }),
      ])
    }
    return TextTable(
      [labels]
        + rows.map { row in
          let values = Dictionary(row.periods.map { ($0.period, $0.value) }) { first, _ in first }
          return .init(row.name, NumberFormat.column(keys.map { values[$0] ?? .nan }))
        })
  }

  /// `2021` or `2021-03`.
  private static func label(_ key: Double, _ isMonth: Bool) -> String {
    let number = Int(exactly: key) ?? 0
    guard isMonth else { return "\(number)" }
    return "\(number / 100)-\(number % 100 < 10 ? "0" : "")\(number % 100)"
  }

  /// The year of each row, or year and month as 202103.
  private static func periodKeys(_ label: Expression, _ call: CommandCall) throws -> [Double] {
    guard let axis = label.type.axis, axis.hasTime else {
      throw call.failure(period, "needs series with times")
    }
    let years = axis.calendar(.year)
    guard try call.text(period) == "month" else { return years }
    return zip(years, axis.calendar(.month)).map { $0 * 100 + $1 }
  }

  private static func record(_ row: CoefficientRow, _ call: CommandCall) -> Value {
    var fields: [(key: String, value: Value)] = [
      ("mean", .number(row.figure.mean)), ("sd", .number(row.figure.deviation)),
      ("ir", .number(row.ratio)), ("ir_year", .number(row.annualRatio)),
      ("t", .number(row.figure.tStatistic)), ("positive", .number(row.figure.positive)),
      ("count", .number(Double(row.figure.count))), ("ic", .number(row.pearson)),
      ("rank_ic", .number(row.rank)), ("autocorr", .number(row.autocorrelation)),
    ]
    if call.has(decay) { fields.append(("decay", .list(row.decay.map { .number($0) }))) }
    if call.has(period) {
      let values = row.periods.map { Value.number($0.value) }
      fields.append(("periods", .list(values)))
    }
    return .record(RecordValue(fields))
  }
}
