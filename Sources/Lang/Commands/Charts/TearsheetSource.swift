import Plot
import Runtime

/// `plot tearsheet bt benchmark=pct(spy.close) out="bt.html"`: a book on one page.
enum TearsheetSource: ChartSource {
  typealias Kind = TearsheetChart

  static func input(_ request: ChartRequest) throws -> TearsheetChart.Input {
    let value = try request.book("plot tearsheet BOOK")
    let (book, days) = (value.book, value.book.days)
    guard days.net.contains(where: { $0.isFinite && $0 != 0 }) else {
      throw request.call.failure(PlotCommand.subjects, "has no trades: there is nothing to draw")
    }
    let remark = TrialDeflation(value, request.call.session.ledger).remark
    return TearsheetChart.Input(
      title: value.title, times: days.times, net: days.net, gross: days.gross,
      benchmark: try benchmark(request, on: days.times), long: days.long, short: days.short,
      exposure: days.holdings, turnover: days.traded, format: .percent,
      isCompounded: book.terms.compounds, facts: value.facts + Self.facts(book),
      notes: [remark] + value.footnotes)
  }

  private static func facts(_ book: Book) -> [String] {
    func percent(_ name: String) -> String {
      Runtime.NumberFormat.percent(book.figure(name) ?? .nan)
    }
    var facts = [
      "\(percent("annual_return")) a year", "volatility \(percent("volatility"))",
      "max drawdown \(percent("max_drawdown"))", "PSR \(percent("psr"))",
    ]
    if let interval = book.sharpeInterval, interval.lower.isFinite {
      let bounds = [interval.lower, interval.upper].map {
        Runtime.NumberFormat.fixed($0, decimals: 2)
      }
      facts.insert("Sharpe 95% in \(bounds[0]) to \(bounds[1])", at: 0)
    }
    return facts
  }

  /// Returns of another book or of a series, on the days of the book; days it lacks count as none.
  private static func benchmark(
    _ request: ChartRequest, on days: [Int64]
  ) throws -> TearsheetChart.Benchmark? {
    let call = request.call
    guard let given = call.values[PlotCommand.benchmark.name] else { return nil }
    let name = call.texts[PlotCommand.benchmark.name] ?? "benchmark"
    let dated: DatedReturns
    switch call.session.preferringColumn(given) {
    case .object(let other as BookValue): dated = other.book.datedReturns
    case .series(let series):
      guard let axis = series.expression.type.axis, axis.hasTime, !axis.isPanel else {
        throw call.failure(PlotCommand.benchmark, "must be returns of one symbol over time")
      }
      let values = try call.session.evaluator.values(of: series.expression)
      dated = ReturnColumn(values, on: axis).returns
    default:
      throw call.failure(PlotCommand.benchmark, "must be a book or a series of returns")
    }
    let known = Dictionary(zip(dated.days, dated.returns), uniquingKeysWith: { $1 })
    let returns = days.map { known[Int($0 / Nanoseconds.day)] ?? .nan }
    guard returns.contains(where: { !$0.isNaN }) else {
      throw call.failure(PlotCommand.benchmark, "has no day in common with the book")
    }
    return TearsheetChart.Benchmark(name, returns: returns)
  }
}
