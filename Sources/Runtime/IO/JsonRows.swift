/// The bars of a JSON value as rows of cells.
struct JsonRows {
  /// The keys of objects in the order they first occur in; nil for lists.
  let names: [String]?
  private let rows: [[Json?]]
  private let path: String

  /// - Throws: `Failure` when the value is no table.
  init(_ json: Json, path: String) throws {
    self.path = path
    guard let items = Self.bars(json), let first = items.first else { throw Self.isNoTable(path) }
    if case .object = first {
      let names = try Self.names(items, path)
      var places: [String: Int] = [:]
      for (index, name) in names.enumerated() { places[name] = index }
      self.names = names
      rows = items.map { item in
        var cells = [Json?](repeating: nil, count: names.count)
        guard case .object(let fields) = item else { return cells }
        for field in fields { if let place = places[field.key] { cells[place] = field.value } }
        return cells
      }
    } else {
      names = nil
      rows = try items.map { item in
        guard let cells = item.array else { throw Self.isNoTable(path) }
        return cells
      }
    }
  }

  private static func bars(_ json: Json) -> [Json]? {
    switch json {
    case .array(let items): return items
    case .object(let fields):
      if let columns = columns(fields) { return columns }
      for field in fields {
        if case .array(let items) = field.value, items.first.map(isBar) == true { return items }
      }
      for field in fields {
        if case .object = field.value, let inner = bars(field.value) { return inner }
      }
      return nil
    default: return nil
    }
  }

  private static func isBar(_ json: Json) -> Bool {
    switch json {
    case .array, .object: true
    default: false
    }
  }

  /// `{"t": [1, 2], "c": [3, 4]}` as objects; fields that are no list are passed over.
  private static func columns(_ fields: [Json.Field]) -> [Json]? {
    let lists = fields.compactMap { field in
      field.value.array.map { (key: field.key, values: $0) }
    }
    guard lists.count > 1, let count = lists.first?.values.count, count > 0,
      lists.allSatisfy({ $0.values.count == count && !($0.values.first.map(isBar) ?? true) })
    else { return nil }
    return (0..<count).map { row in
      .object(lists.map { Json.Field($0.key, $0.values[row]) })
    }
  }

  private static func names(_ items: [Json], _ path: String) throws -> [String] {
    var names: [String] = []
    var known = Set<String>()
    for item in items {
      guard case .object(let fields) = item else { throw isNoTable(path) }
      for field in fields where known.insert(field.key).inserted { names.append(field.key) }
    }
    return names
  }

  /// Writes the rows as delimited text.
  ///
  /// - Throws: `Failure` for a list or object inside a bar.
  func write(to text: ByteBuffer) throws {
    if let names { try text.append((names.map(quoted).joined(separator: ",") + "\n").utf8) }
    for (index, row) in rows.enumerated() {
      if index & 0xfff == 0 { try Interrupt.check() }
      var line = ""
      for (place, value) in row.enumerated() {
        if place > 0 { line += "," }
        line += try cell(value, row: index, place)
      }
      // A lone empty cell would be a blank line, which is no row.
      try text.append(((line.isEmpty ? "\"\"" : line) + "\n").utf8)
    }
  }

  private func cell(_ value: Json?, row: Int, _ place: Int) throws -> String {
    switch value {
    case nil, .null?: return ""
    case .boolean(let flag)?: return flag ? "true" : "false"
    case .text(let text)?: return quoted(text)
    case .number(let number)?:
      return Int64(exactly: number).map(String.init) ?? NumberFormat.shortest(number)
    case .array?, .object?: throw isNested(row, names?[place] ?? "\(place + 1)")
    }
  }

  private func quoted(_ text: String) -> String {
    let bytes = text.utf8
    guard
      bytes.contains(where: { [44, 34, 10, 13].contains($0) }) || bytes.first == 32
        || bytes.last == 32
    else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

extension JsonRows {
  private static func isNoTable(_ path: String) -> Failure {
    Failure(
      "'\(path)' is JSON, but holds no list of bars",
      culprit: .file(path: path, line: 0, column: 0),
      hint: "load reads [{\"t\": ..., \"c\": ...}, ...], [[...], ...] and {\"data\": [...]}")
  }

  private func isNested(_ row: Int, _ name: String) -> Failure {
    Failure(
      "'\(name)' of bar \(row + 1) in '\(path)' is a list or object, not a value",
      culprit: .file(path: path, line: 0, column: 0))
  }
}
