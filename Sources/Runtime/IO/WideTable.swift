/// A table with a column per symbol, turned into a panel.
///
/// An empty cell becomes no row, as in a long table.
struct WideTable {
  private let data: LoadedData
  private let fields: [String]
  private let path: String

  /// - Parameter fields: One name for all columns, or several that the columns' names begin or
  ///   end with: `BTC_pred`, `BTC_true`.
  init(_ data: LoadedData, fields: [String], path: String) {
    self.data = data
    self.fields = fields
    self.path = path
  }

  /// - Throws: `Failure` when the table is a panel already or a column belongs to no field.
  func panel() throws -> LoadedData {
    let axis = data.frame.axis
    guard !axis.isPanel else { throw isPanel() }
    guard axis.hasTime else { throw hasNoTime() }
    var cells: [String: [[Double]?]] = [:]
    for field in data.frame.fields {
      let (symbol, place) = try key(field.original)
      guard case .numbers(let values) = field.column else { throw isNotNumeric(field.original) }
      cells[symbol, default: Array(repeating: nil, count: fields.count)][place] = values
    }
    return stacked(cells)
  }

  private func key(_ original: String) throws -> (symbol: String, place: Int) {
    if fields.count == 1 { return (original, 0) }
    let lowered = original.lowercased()
    for (place, field) in fields.enumerated() {
      for mark in ["_", " ", ".", "-", ":", "/"] {
        let name = field.lowercased()
        if lowered.hasSuffix(mark + name), lowered.count > name.count + 1 {
          return (String(original.dropLast(name.count + 1)), place)
        }
        if lowered.hasPrefix(name + mark), lowered.count > name.count + 1 {
          return (String(original.dropFirst(name.count + 1)), place)
        }
      }
    }
    throw belongsToNone(original)
  }

  private func stacked(_ cells: [String: [[Double]?]]) -> LoadedData {
    let axis = data.frame.axis
    var segments: [Axis.Segment] = []
    var rows: [Int] = []
    var columns = [[Double]](repeating: [], count: fields.count)
    var empty = 0
    for (symbol, values) in cells.sorted(by: { $0.key < $1.key }) {
      let start = rows.count
      for row in 0..<axis.rowCount {
        guard values.contains(where: { $0?[row].isNaN == false }) else {
          empty += 1
          continue
        }
        rows.append(row)
        for place in columns.indices { columns[place].append(values[place]?[row] ?? .nan) }
      }
      if rows.count > start {
        segments.append(Axis.Segment(symbol: symbol, rows: start..<rows.count))
      }
    }
    let panel = Axis(
      times: rows.map { axis.times[$0] }, known: rows.map { axis.known[$0] }, segments: segments,
      rowCount: rows.count, frequency: axis.frequency, zone: axis.zone, isDaily: axis.isDaily)
    return loaded(panel, columns, empty: empty)
  }

  private func loaded(_ axis: Axis, _ columns: [[Double]], empty: Int) -> LoadedData {
    let named = zip(fields, columns).map { name, values in
      Frame.Field(
        name: ColumnNaming.snakeCase(name), original: name, column: .numbers(values))
    }
    var notes = data.frame.notes
    if empty > 0 {
      let cells = empty == 1 ? "1 empty cell" : "\(NumberFormat.count(empty)) empty cells"
      notes.append("\(cells) of the wide table became no rows")
    }
    let names = fields.joined(separator: ", ")
    return LoadedData(
      frame: Frame(axis: axis, fields: named, source: data.frame.source, notes: notes),
      decisions: data.decisions + ", a column per symbol as \(names)")
  }
}

extension WideTable {
  private func isPanel() -> Failure {
    Failure("'\(path)' has a symbol column already", culprit: .parameter("wide"))
  }

  private func hasNoTime() -> Failure {
    Failure(
      "'\(path)' has no time column", culprit: .parameter("wide"), hint: "name it: time=COLUMN")
  }

  private func isNotNumeric(_ name: String) -> Failure {
    Failure(
      "column '\(name)' of '\(path)' is text, so it is no symbol's values",
      culprit: .parameter("wide"), hint: "leave it out: columns=[...]")
  }

  private func belongsToNone(_ name: String) -> Failure {
    Failure(
      "column '\(name)' of '\(path)' begins or ends with none of \(fields.joined(separator: ", "))",
      culprit: .parameter("wide"))
  }
}
