import Plot
import Runtime

/// `plot drawdown bt`.
enum DrawdownSource: ChartSource {
  typealias Kind = DrawdownChart

  static func input(_ request: ChartRequest) throws -> DrawdownChart.Input {
    let call = request.call
    let value = try request.subject("plot drawdown BOOK")
    guard case .object(let object) = value, let book = object as? BookValue else {
      throw call.failure(PlotCommand.subjects, "must be a book, not \(value.described)")
    }
    return DrawdownChart.Input(
      title: "Drawdown of \(book.title)", times: book.book.periods.times, total: book.book.net,
      unit: book.currency, notes: book.footnotes)
  }
}
