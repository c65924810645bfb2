import Runtime

/// A book beside strategies without skill.
final class BenchmarkValue: ObjectValue, ChanceFigures {
  /// A strategy on the same days.
  struct Rival: Sendable {
    let name: String
    let book: Book
    /// The book against it; nil for too few days.
    let pair: PairedReturns?

    var sharpe: Double { SharpeRatio.value(of: book.dailyReturns) }
  }

  let title: String
  let book: Book
  let rivals: [Rival]
  let values: [Double]

  init(title: String, book: Book, rivals: [Rival], draws: [Double]) {
    (self.title, self.book, self.rivals, values) = (title, book, rivals, draws)
  }

  let typeName = "benchmark"
  let figure = "net Sharpe ratio"
  let isHigherBetter = true
  var actual: Double { SharpeRatio.value(of: book.dailyReturns) }
  var chartTitle: String { "\(title) among random entries" }
  var drawn: String { "random entries" }

  var summary: String {
    let sharpe = NumberFormat.fixed(actual, decimals: 2)
    let others = rivals.map { rival in
      "\(rival.name) \(NumberFormat.fixed(rival.sharpe, decimals: 2))"
    }
    return "benchmark of \(title): net Sharpe \(sharpe); \(others.joined(separator: ", "))"
      + (values.isEmpty ? "" : "; random entries: \(finding)")
  }

  func describe(_ printer: PrintContext) -> String {
    let all = [Rival(name: title, book: book, pair: nil)] + rivals
    func column(_ title: String, _ value: (Rival) -> String) -> TextTable.Column {
      .init(title, all.map(value))
    }
    let table = TextTable(
      [
        .init("strategy", align: .left, all.map(\.name)),
        column("Sharpe") { NumberFormat.fixed($0.sharpe, decimals: 2) },
        column("annual") { NumberFormat.percent(AnnualReturn.value(of: $0.book.dailyReturns)) },
        column("volatility") {
          NumberFormat.percent(AnnualVolatility.value(of: $0.book.dailyReturns))
        },
        column("drawdown") { NumberFormat.percent($0.book.figure("max_drawdown") ?? .nan) },
        .init(
          "p",
          all.map { $0.pair.map { NumberFormat.general($0.bootstrapProbability, digits: 3) } ?? "" }
        ),
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
              value: .number(rival.sharpe)
            )
          }))
    default: nil
    }
  }
}
