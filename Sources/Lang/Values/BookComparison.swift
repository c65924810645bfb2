import Runtime

/// The figures of several books side by side, and a test of each against the first.
final class BookComparison: ObjectValue {
  private let books: [BookValue]
  private let names: [String]
  private let pairs: [BookPair]

  init(_ books: [BookValue], names: [String], pairs: [BookPair]) {
    (self.books, self.names, self.pairs) = (books, names, pairs)
  }

  let typeName = "comparison"

  var summary: String {
    guard pairs.count == 1, let pair = pairs.first else {
      return "comparison of \(names.joined(separator: ", "))"
    }
    return "\(pair.name) beside \(names[0]): \(pair.text)"
  }

  func describe(_ printer: PrintContext) -> String {
    let figures = BookFigure.all.filter { figure in
      figure.scope == .all || books.contains { $0.book.isOfOrders }
    }
    let columns = zip(books, names).map { book, name in
      TextTable.Column(
        name, figures.map { BookValue.format($0.value(book.book), unit: $0.unit) })
    }
    let table = TextTable(
      [TextTable.Column("figure", align: .left, figures.map(\.name))] + columns, pinned: 1)
    guard !pairs.isEmpty else { return table.render(width: printer.width) }
    var card = FactCard("beside \(names[0]), day by day")
    for pair in pairs { card.add(pair.name, pair.text) }
    if pairs.count > 1 {
      card.notes = ["note: each p is that of one comparison alone; spa tests all of them at once"]
    }
    return table.render(width: printer.width) + "\n" + card.render(width: printer.width)
  }

  var memberNames: [String] { ["pairs"] + (pairs.first?.numbers.map(\.name) ?? []) }

  /// Of several pairs the figures are those of the first.
  func member(_ name: String) throws -> Value? {
    if name == "pairs" { return .frame(FrameValue(frame, name: name)) }
    return pairs.first?.numbers.first { $0.name == name }.map { .number($0.value) }
  }

  /// A row per book after the first.
  private var frame: Frame {
    let titles = pairs.first?.numbers.map(\.name) ?? []
    return Frame(
      axis: Axis(times: [], rowCount: pairs.count),
      fields: [Frame.Field("book", .words(pairs.map(\.name)))]
        + titles.enumerated().map { place, title in
          Frame.Field(title, .numbers(pairs.map { $0.numbers[place].value }))
        }, source: "pairs of books")
  }
}
