import Plot
import Runtime

/// `plot scatter vol_ratio pct(close)`.
enum ScatterSource: ChartSource {
  typealias Kind = ScatterChart

  static func input(_ request: ChartRequest) throws -> ScatterChart.Input {
    let call = request.call
    guard request.subjects.count == 2 else {
      throw call.failure(PlotCommand.subjects, "must be two series: plot scatter x y")
    }
    var columns = try values(request)
    if call.has(PlotCommand.last) {
      let last = try call.integer(PlotCommand.last)
      columns = columns.map { Array($0.suffix(last)) }
    }
    let names = request.subjects.map(\.text)
    return ScatterChart.Input(
      title: "\(names[1]) against \(names[0])", x: .init(names[0], columns[0]),
      y: .init(names[1], columns[1]))
  }

  /// Both on the rows of one axis, or two lists of one length.
  private static func values(_ request: ChartRequest) throws -> [[Double]] {
    let call = request.call
    let series = request.subjects.compactMap { subject -> Expression? in
      switch subject.value {
      case .series(let series): series.expression
      case .object(let target as TargetValue): target.target.expression
      default: nil
      }
    }
    if series.count == 2 {
      _ = try Expression.commonAxis(of: series, for: "scatter")
      return try call.session.evaluator.values(of: series)
    }
    let lists = try request.subjects.map { subject in
      guard case .list = subject.value else {
        throw call.failure(
          PlotCommand.subjects,
          "'\(subject.text)' must be a series, as the other is, not \(subject.value.described)")
      }
      return try subject.value.elements().map { $0.number ?? .nan }
    }
    guard lists[0].count == lists[1].count else {
      throw call.failure(PlotCommand.subjects, "must be two lists of one length")
    }
    return lists
  }
}
