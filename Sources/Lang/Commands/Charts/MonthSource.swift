import Plot
import Runtime

/// `plot months bt`.
enum MonthSource: ChartSource {
  typealias Kind = MonthChart

  static func input(_ request: ChartRequest) throws -> MonthChart.Input {
    let book = try request.book("plot months BOOK")
    let days = book.book.days
    return MonthChart.Input(
      title: "Monthly net returns of \(book.title)", times: days.times, returns: days.net,
      format: .percent, isCompounded: book.book.terms.compounds, facts: book.facts,
      notes: book.footnotes)
  }
}
