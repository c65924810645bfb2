/// The rows and columns of a matrix that are drawn.
struct CellMatrix: Equatable {
  private(set) var rows: [String]
  private(set) var columns: [String]
  /// The columns of the whole matrix, for the places of its values.
  private let width: Int
  /// What is not drawn.
  private(set) var notes: [String] = []

  /// Neither the names nor the numbers of more rows or columns can be read.
  static let most = 40

  init(rows: [String], columns: [String]) {
    self.rows = rows
    self.columns = columns
    width = columns.count
  }

  /// The first rows and columns.
  func cut() -> CellMatrix {
    var result = self
    result.rows = Array(rows.prefix(Self.most))
    result.columns = Array(columns.prefix(Self.most))
    var cuts: [String] = []
    if rows.count > Self.most { cuts.append("the first \(Self.most) of \(rows.count) rows") }
    if columns.count > Self.most {
      cuts.append("the first \(Self.most) of \(columns.count) columns")
    }
    if !cuts.isEmpty { result.notes.append("shown: " + cuts.joined(separator: " and ")) }
    return result
  }

  /// The drawn ones of values that stand row after row.
  func kept<Value>(of values: [Value]) -> [Value] {
    rows.indices.flatMap { row in
      columns.indices.map { row * width + $0 }.filter(values.indices.contains).map { values[$0] }
    }
  }

  /// The panel of cells that stand row after row.
  func panel(_ cells: Chart.Cells, label: String, unit: String = "") -> Chart.Panel {
    let places = rows.indices.flatMap { row in columns.indices.map { (row, $0) } }
    let series = Chart.Series(
      "", shape: .cells(cells), x: .numbers(places.map { Double($0.1) }),
      y: places.map { Double($0.0) })
    return Chart.Panel(
      series: [series], left: Chart.ValueAxis(label, unit: unit, categories: rows))
  }
}
