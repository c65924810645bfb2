import Plot
import Runtime

/// `plot pnl bt by=symbol`.
enum PnLSource: ChartSource {
  typealias Kind = PnLChart

  static func input(_ request: ChartRequest) throws -> PnLChart.Input {
    let call = request.call
    let book = try request.book("plot pnl BOOK")
    let symbols = call.has(PlotCommand.by) ? book.book.bySymbol : []
    return PnLChart.Input(
      title: "Net P&L of \(book.title)", times: book.book.periods.times, total: book.book.net,
      bySymbol: symbols.map { PnLChart.SymbolPnL($0.symbol, $0.net) }, unit: book.currency,
      facts: book.facts, notes: book.footnotes)
  }
}
