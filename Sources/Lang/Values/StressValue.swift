import Runtime

/// What is left of a book on assumptions that are less kind.
final class StressValue: ObjectValue {
  let title: String
  let base: StressCase
  let cases: [StressCase]
  /// Rates of all costs on the value traded: charged, and at which nothing is left.
  let charged: Double
  let breakEven: Double
  /// Whether anything is gained without costs of trading.
  let gainsBeforeCosts: Bool

  init(
    title: String, base: StressCase, cases: [StressCase], charged: Double, breakEven: Double,
    gainsBeforeCosts: Bool
  ) {
    (self.title, self.base, self.cases) = (title, base, cases)
    (self.charged, self.breakEven) = (charged, breakEven)
    self.gainsBeforeCosts = gainsBeforeCosts
  }

  let typeName = "stress"

  var summary: String { "stress of \(title): \(costs); \(verdict)" }

  /// `net Sharpe 1.32, break-even cost 4.1bp of the value traded (charged 2bp)`.
  var costs: String {
    let sharpe = "net Sharpe \(NumberFormat.fixed(base.sharpe, decimals: 2))"
    let paid = "charged \(NumberFormat.basisPoints(charged))"
    guard gainsBeforeCosts else { return "\(sharpe), no gain before costs of trading (\(paid))" }
    guard breakEven.isFinite else { return "\(sharpe), no cost takes all of it (\(paid))" }
    return "\(sharpe), break-even cost \(NumberFormat.basisPoints(breakEven)) of the value traded "
      + "(\(paid))"
  }

  /// The cases in which more than half of the Sharpe ratio is gone.
  var verdict: String {
    guard base.sharpe > 0 else { return "there is nothing to lose" }
    let lost = cases.filter { !($0.sharpe >= base.sharpe / 2) }
    guard !lost.isEmpty else { return "no case takes half of it" }
    let names = lost.prefix(4).map(\.name).joined(separator: "; ")
    let rest = lost.count > 4 ? " and \(lost.count - 4) more" : ""
    return "more than half of it is gone with: \(names)\(rest)"
  }

  func describe(_ printer: PrintContext) -> String {
    let all = [base] + cases
    let table = TextTable(
      [
        .init("case", align: .left, all.map(\.name)),
        .init("net Sharpe", all.map { NumberFormat.fixed($0.sharpe, decimals: 2) }),
        .init("change", all.map { change($0) }),
        .init("annual return", all.map { NumberFormat.percent($0.annualReturn) }),
        .init("trades", all.map { $0.trades.map { NumberFormat.count($0) } ?? "" }),
      ], pinned: 2)
    return "stress of \(title): \(costs)\n" + table.render(width: printer.width) + "\n" + verdict
  }

  private func change(_ item: StressCase) -> String {
    let change = item.sharpe - base.sharpe
    guard item.name != base.name, change.isFinite else { return "" }
    return (change > 0 ? "+" : "") + NumberFormat.fixed(change, decimals: 2)
  }

  let memberNames = [
    "sharpe", "break_even_cost", "charged_cost", "worst", "cases",
  ]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "sharpe": .number(base.sharpe)
    case "break_even_cost": .number(breakEven)
    case "charged_cost": .number(charged)
    case "worst": .number(cases.map(\.sharpe).filter { !$0.isNaN }.min() ?? .nan)
    case "cases": .frame(FrameValue(frame, name: "cases"))
    default: nil
    }
  }

  private var frame: Frame {
    let all = [base] + cases
    func numbers(_ name: String, _ value: (StressCase) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(all.map(value)))
    }
    let codes = all.indices.map { Int32(clamping: $0) }
    return Frame(
      axis: Axis(times: [], rowCount: all.count),
      fields: [
        Frame.Field("case", .category(codes: codes, labels: all.map(\.name))),
        numbers("sharpe", \.sharpe), numbers("annual_return", \.annualReturn),
        numbers("trades") { $0.trades.map(Double.init) ?? .nan },
      ], source: "stress of \(title)")
  }
}
