import CKernels

/// A few periods of targets, prices and closes side by side, and the positions of all parts.
///
/// Unsafe: memory of the C kernels, laid out for `symbols` parts; rows that are read lie within the
/// ranges of the parts.
final class BookTile {
  static let length = 32

  let symbols: Int
  /// Units held, then last prices, by part.
  let units: UnsafeMutablePointer<Double>
  let marks: UnsafeMutablePointer<Double>
  private let cells: UnsafeMutablePointer<Double>
  private let rows: UnsafeMutablePointer<Int64>
  private let firsts: UnsafeMutablePointer<Int64>
  private let ends: UnsafeMutablePointer<Int64>
  private let table = fml_table_double()
  private let lag: Int

  init(_ plan: WeightBacktest) {
    symbols = plan.parts.count
    lag = plan.terms.lag
    cells = .allocate(capacity: max(1, 3 * symbols * Self.length))
    units = .allocate(capacity: max(1, 2 * symbols))
    marks = units + symbols
    rows = .allocate(capacity: max(1, 3 * symbols))
    (firsts, ends) = (rows + symbols, rows + 2 * symbols)
    cells.initialize(repeating: .nan, count: 3 * symbols * Self.length)
    units.initialize(repeating: 0, count: 2 * symbols)
    for (place, part) in plan.parts.enumerated() {
      rows[place] = Int64(part.rows.lowerBound)
      firsts[place] = rows[place]
      ends[place] = Int64(part.rows.upperBound)
    }
  }

  deinit {
    cells.deallocate()
    units.deallocate()
    rows.deallocate()
  }

  private var stride: Int { symbols * Self.length }

  /// Takes the next `count` periods up, from `period` on.
  func gather(
    _ columns: [UnsafeBufferPointer<Double>], _ periodOfRow: UnsafePointer<Int32>?,
    from period: Int, count: Int
  ) {
    var tile = fml_bar_tile(
      targets: columns[0].baseAddress, prices: columns[1].baseAddress,
      closes: columns[2].baseAddress,
      volumes: columns[3].isEmpty ? nil : columns[3].baseAddress, period_of_row: periodOfRow,
      rows: rows, firsts: firsts, ends: ends, symbols: Int64(symbols), from: Int64(period),
      periods: Int64(count), lag: Int64(lag), target: cells, price: cells + stride,
      close: cells + 2 * stride)
    table?.pointee.gather_bars(&tile)
  }

  /// A period of the tile as the kernels take it.
  func book(_ place: Int, _ terms: Execution) -> fml_book {
    var book = fml_book()
    let first = place * symbols
    book.target = UnsafePointer(cells + first)
    book.price = UnsafePointer(cells + stride + first)
    book.close = UnsafePointer(cells + 2 * stride + first)
    (book.units, book.mark, book.symbols) = (units, marks, Int64(symbols))
    (book.point, book.lot, book.band) = (terms.point, terms.lot, terms.band)
    return book
  }

  /// Wants nothing in a period.
  func clear(_ place: Int) {
    (cells + place * symbols).update(repeating: 0, count: symbols)
  }

  /// Has a part traded nothing in a period: it is left at its end.
  func keep(_ part: Int, in place: Int) { cells[place * symbols + part] = .nan }

  func move(_ book: inout fml_book) { table?.pointee.book_move(&book) }
  func trade(_ book: inout fml_book) { table?.pointee.book_trade(&book) }
  func close(_ book: inout fml_book) { table?.pointee.book_close(&book) }
}
