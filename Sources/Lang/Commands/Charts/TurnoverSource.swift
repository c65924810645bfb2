import Plot
import Runtime

/// `plot turnover bt`.
enum TurnoverSource: ChartSource {
  typealias Kind = TurnoverChart

  static func input(_ request: ChartRequest) throws -> TurnoverChart.Input {
    let book = try request.book("plot turnover BOOK")
    let days = book.book.days
    let costs = Runtime.NumberFormat.percent(days.costs.reduce(0, +))
    return TurnoverChart.Input(
      title: "Turnover of \(book.title)", times: days.times, turnover: days.traded,
      costs: days.costs, format: .percent,
      facts: ["costs \(costs) of the capital in all"], notes: book.footnotes)
  }
}

extension ChartRequest {
  /// The one book that a kind draws.
  func book(_ expected: String) throws -> BookValue {
    let value = try subject(expected)
    guard case .object(let book as BookValue) = value else {
      throw call.failure(PlotCommand.subjects, "must be a book, not \(value.described)")
    }
    return book
  }
}
