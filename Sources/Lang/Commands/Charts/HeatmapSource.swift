import Plot
import Runtime

/// `plot heatmap vol`: correlations of the columns of a feature set or a frame, of several series, of the
/// symbols of a panel; of a sweep over two parameters the figure of each pair.
enum HeatmapSource: ChartSource {
  typealias Kind = HeatmapChart

  static func input(_ request: ChartRequest) throws -> HeatmapChart.Input {
    if case .object(let sweep as SweepValue)? = request.subjects.first?.value {
      return try grid(sweep, request)
    }
    let title =
      request.subjects.count == 1 ? "Correlations of \(request.subjects[0].text)" : "Correlations"
    if case .object(let known as CorrelationMatrixValue)? = request.subjects.first?.value {
      return input(known.names, known.matrix.flatMap { $0 }, title: "Correlations")
    }
    let columns = try columns(request)
    guard columns.count > 1 else {
      throw request.call.failure(
        PlotCommand.subjects, "has one column: correlations need two",
        hint: "a feature set, a frame, several series, a series of several symbols")
    }
    return input(
      columns.map(\.name), PairwiseCorrelation(columns.map(\.values)).values, title: title)
  }

  private static func input(
    _ names: [String], _ values: [Double], title: String
  ) -> HeatmapChart.Input {
    HeatmapChart.Input(
      title: title, rows: names, columns: names, values: values, figure: "correlation",
      format: .number, range: -1...1)
  }

  // MARK: Correlations

  private static func columns(
    _ request: ChartRequest
  ) throws -> [(name: String, values: [Double])] {
    let (call, evaluator) = (request.call, request.call.session.evaluator)
    if request.subjects.count > 1 {
      let series = try request.subjects.map { try expression($0, call) }
      _ = try Expression.commonAxis(of: series, for: "heatmap")
      return Array(zip(request.subjects.map(\.text), try evaluator.values(of: series)))
    }
    switch try request.subject("plot heatmap FEATURES") {
    case .frame(let frame):
      return frame.frame.fields.compactMap { field in
        guard case .numbers(let values) = field.column else { return nil }
        return (field.name, values)
      }
    case .object(let value as FeatureSetValue):
      let features = value.features.features
      return Array(
        zip(features.map(\.name), try evaluator.values(of: features.map(\.expression))))
    case .series(let series):
      return try symbols(of: series.expression, call)
    case let other:
      throw call.failure(
        PlotCommand.subjects,
        "must be a feature set, a frame, series or a sweep, not \(other.described)")
    }
  }

  private static func expression(
    _ subject: (value: Value, text: String), _ call: CommandCall
  ) throws -> Expression {
    guard case .series(let series) = subject.value else {
      throw call.failure(
        PlotCommand.subjects, "'\(subject.text)' must be a series, not \(subject.value.described)")
    }
    return series.expression
  }

  /// One column per symbol, over the times that any of them has.
  private static func symbols(
    of expression: Expression, _ call: CommandCall
  ) throws -> [(name: String, values: [Double])] {
    guard let axis = expression.type.axis, axis.isPanel, axis.hasTime else { return [] }
    let values = try call.session.evaluator.values(of: expression)
    let periods = axis.periods
    return axis.segments.map { segment in
      var column = [Double](repeating: .nan, count: periods.count)
      for row in segment.rows { column[periods.period(of: row)] = values[row] }
      return (segment.symbol, column)
    }
  }

  // MARK: Sweeps

  /// The first two parameters with several levels; trials with equal ones are averaged.
  private static func grid(
    _ sweep: SweepValue, _ request: ChartRequest
  ) throws -> HeatmapChart.Input {
    let places = sweep.names.indices.filter { place in
      sweep.names[place] != "seed"
        && Set(sweep.trials.map { $0.values[place].trialText }).count > 1
    }
    guard places.count > 1 else {
      throw request.call.failure(
        PlotCommand.subjects, "must be a sweep over two parameters", hint: "plot sweep S")
    }
    let rows = SweepSource.levels(of: sweep, places[0])
    let columns = SweepSource.levels(of: sweep, places[1])
    let values = rows.flatMap { row in
      columns.map { column in
        let cell = sweep.trials.filter {
          $0.values[places[0]].trialText == row && $0.values[places[1]].trialText == column
        }.map { sweep.value(of: $0) }.filter(\.isFinite)
        return cell.isEmpty ? .nan : cell.reduce(0, +) / Double(cell.count)
      }
    }
    return HeatmapChart.Input(
      title: "\(sweep.monitor.text) of \(sweep.name)",
      rows: rows.map { "\(sweep.names[places[0]]) \($0)" }, columns: columns, values: values,
      figure: sweep.monitor.text, format: .number, columnLabel: sweep.names[places[1]])
  }
}
