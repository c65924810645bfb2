import Plot
import Runtime

/// `plot drawdown bt`.
enum DrawdownSource: ChartSource {
  typealias Kind = DrawdownChart

  static func input(_ request: ChartRequest) throws -> DrawdownChart.Input {
    let book = try request.book("plot drawdown BOOK")
    return DrawdownChart.Input(
      title: "Drawdown of \(book.title)", times: book.book.periods.times, total: book.book.net,
      unit: book.currency, notes: book.footnotes)
  }
}
