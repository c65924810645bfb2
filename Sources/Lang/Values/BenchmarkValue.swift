import Runtime

/// A book beside strategies without skill.
final class BenchmarkValue: ObjectValue, ChanceFigures {
  /// A strategy on the same days.
  struct Rival: Sendable {
    let name: String
    let returns: ReturnSeries
    /// The book against it; nil for too few days.
    let pair: PairedReturns?
  }

  let title: String
  let book: ReturnSeries
  let rivals: [Rival]
  let values: [Double]

  init(title: String, book: ReturnSeries, rivals: [Rival], draws: [Double]) {
    (self.title, self.book, self.rivals, values) = (title, book, rivals, draws)
  }

  let typeName = "benchmark"
  let figure = "net Sharpe ratio"
  let isHigherBetter = true
  var actual: Double { SharpeRatio.value(of: book) }
  var chartTitle: String { "\(title) among random entries" }
  var drawn: String { "random entries" }

  var summary: String {
    let sharpe = NumberFormat.fixed(actual, decimals: 2)
    let others = rivals.map { rival in
      "\(rival.name) \(NumberFormat.fixed(SharpeRatio.value(of: rival.returns), decimals: 2))"
    }
    return "benchmark of \(title): net Sharpe \(sharpe); \(others.joined(separator: ", "))"
      + (values.isEmpty ? "" : "; random entries: \(finding)")
  }

  func describe(_ printer: PrintContext) -> String {
    let all = [(title, book, PairedReturns?.none)] + rivals.map { ($0.name, $0.returns, $0.pair) }
    func column(_ title: String, _ value: (ReturnSeries) -> String) -> TextTable.Column {
      .init(title, all.map { value($0.1) })
    }
    let table = TextTable(
      [
        .init("strategy", align: .left, all.map(\.0)),
        column("Sharpe") { NumberFormat.fixed(SharpeRatio.value(of: $0), decimals: 2) },
        column("annual") { NumberFormat.percent(AnnualReturn.value(of: $0)) },
        column("volatility") { NumberFormat.percent(AnnualVolatility.value(of: $0)) },
        column("drawdown") { NumberFormat.percent(MaxDrawdown.value(of: $0)) },
        .init(
          "p",
          all.map { $0.2.map { NumberFormat.general($0.bootstrapProbability, digits: 3) } ?? "" }),
      ], pinned: 2)
    var lines = [
      table.render(width: printer.width),
      "p: two-sided, of the difference of its Sharpe ratio to the book's",
    ]
    if !values.isEmpty {
      lines.append("random entries (the same decisions at other times and symbols): \(finding)")
      let known = knownValues.sorted()
      if let least = known.first, let most = known.last {
        let middle = Statistics.quantile(known, 0.5)
        let numbers = [least, middle, most].map { NumberFormat.fixed($0, decimals: 2) }
        lines.append(
          "their net Sharpe ratios: \(numbers[0]) to \(numbers[2]), median \(numbers[1])")
      }
    }
    return lines.joined(separator: "\n")
  }

  let memberNames = ["sharpe", "p", "draws", "rivals"]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "sharpe": .number(actual)
    case "p": .number(probability)
    case "draws": .list(values.map { .number($0) })
    case "rivals":
      .record(
        RecordValue(
          rivals.map { rival in
            (
              key: rival.name.map { $0.isLetter || $0.isNumber ? String($0) : "_" }.joined(),
              value: .number(SharpeRatio.value(of: rival.returns))
            )
          }))
    default: nil
    }
  }
}
