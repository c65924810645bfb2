import Plot
import Runtime

/// `plot fill bt`: what the market did to resting orders, by their distance from the close.
enum FillSource: ChartSource {
  typealias Kind = FillChart

  static func input(_ request: ChartRequest) throws -> FillChart.Input {
    let book = try request.book("plot fill BOOK")
    let groups = try book.book.depthGroups()
    guard !groups.isEmpty else {
      throw request.call.failure(
        PlotCommand.subjects, "has no resting orders: its fills are certain")
    }
    return FillChart.Input(
      title: "Fills of \(book.title)",
      groups: groups.map {
        FillChart.Group(
          depth: $0.depth, orders: $0.orders, hardFill: $0.hardFill, softFill: $0.softFill,
          hardProfit: $0.hardProfit, softProfit: $0.softProfit)
      }, format: .percent, facts: book.facts, notes: book.footnotes)
  }
}
