/// Frames of several files, put below each other.
///
/// A file without a symbol column is a symbol of its own, named after the file, where `symbol=file`
/// says so or the files' times overlap; else the files are pieces of one history.
struct FrameStack {
  struct Part: Sendable {
    let data: LoadedData
    let path: String
    let name: String

    init(_ data: LoadedData, path: String, name: String) {
      self.data = data
      self.path = path
      self.name = name
    }

    var frame: Frame { data.frame }
  }

  /// Rows of one symbol in one part.
  private struct Piece {
    let part: Int
    let symbol: String
    let rows: Range<Int>
  }

  private let parts: [Part]
  private var notes: [String] = []

  init(_ parts: [Part]) { self.parts = parts }

  /// - Throws: `Failure` when files do not fit together.
  func joined(_ options: CSVOptions) throws -> LoadedData {
    var stack = self
    return try stack.join(options)
  }

  private mutating func join(_ options: CSVOptions) throws -> LoadedData {
    guard let first = parts.first else { throw Failure("no files") }
    try checkKinds(first)
    let named = namesSymbols(options)
    let rows = ordered(pieces(named))
    let axis = axis(rows, first.frame.axis)
    let fields = try names().map { try field($0, rows.order) }
    noteDuplicates(axis)
    for part in parts where !part.frame.notes.isEmpty {
      notes += part.frame.notes.map { "\(part.name): \($0)" }
    }
    if notes.count > 8 { notes = notes.prefix(7) + ["\(notes.count - 7) more notes of the files"] }
    let symbols = named ? ", symbol = file name" : ""
    return LoadedData(
      frame: Frame(axis: axis, fields: fields, source: source, notes: notes),
      decisions: (parts.count > 1 ? "\(parts.count) files: " : "") + first.data.decisions + symbols)
  }

  private var source: String {
    parts.count == 1 ? parts[0].path : "\(parts[0].path) and \(parts.count - 1) more"
  }

  private func checkKinds(_ first: Part) throws {
    for part in parts.dropFirst() {
      let (a, b) = (first.frame.axis, part.frame.axis)
      if a.hasTime != b.hasTime { throw differs(part, first, "one has times, the other none") }
      if a.isDaily != b.isDaily { throw differs(part, first, "one has days, the other times") }
    }
  }

  private func namesSymbols(_ options: CSVOptions) -> Bool {
    let unnamed = parts.count { !$0.frame.axis.isPanel }
    if unnamed == 0 { return false }
    if options.symbolIsFile || unnamed < parts.count { return true }
    let ranges = parts.compactMap { part -> (Int64, Int64)? in
      guard let first = part.frame.axis.times.first, let last = part.frame.axis.times.last else {
        return nil
      }
      return (first, last)
    }.sorted { $0.0 < $1.0 }
    // Pieces may share the row at their seam.
    return zip(ranges, ranges.dropFirst()).contains { $0.1 > $1.0 || $0.0 == $1.0 }
      || ranges.isEmpty
  }

  private func pieces(_ named: Bool) -> [Piece] {
    parts.indices.flatMap { index in
      let part = parts[index]
      return part.frame.axis.segments.map { segment in
        let symbol = segment.symbol.isEmpty && named ? part.name : segment.symbol
        return Piece(part: index, symbol: symbol, rows: segment.rows)
      }
    }
  }

  /// A row as part and row within it.
  private typealias Place = (part: Int, row: Int)

  private func ordered(
    _ pieces: [Piece]
  ) -> (order: [Place], segments: [Axis.Segment]) {
    var order: [Place] = []
    var segments: [Axis.Segment] = []
    for symbol in Set(pieces.map(\.symbol)).sorted() {
      let start = order.count
      let mine = pieces.filter { $0.symbol == symbol && !$0.rows.isEmpty }
        .sorted { (time($0), $0.part) < (time($1), $1.part) }
      for piece in mine { order += piece.rows.map { (piece.part, $0) } }
      sortIfNeeded(&order, from: start)
      segments.append(Axis.Segment(symbol: symbol, rows: start..<order.count))
    }
    return (order, segments)
  }

  private func time(_ piece: Piece) -> Int64 {
    let times = parts[piece.part].frame.axis.times
    return times.isEmpty ? 0 : times[piece.rows.lowerBound]
  }

  /// Equal times keep the order of the files.
  private func sortIfNeeded(_ order: inout [Place], from start: Int) {
    guard parts[0].frame.axis.hasTime, order.count > start else { return }
    let times = parts.map(\.frame.axis.times)
    func time(_ place: Place) -> Int64 { times[place.part][place.row] }
    let isSorted = (start + 1..<max(start + 1, order.count)).allSatisfy {
      time(order[$0 - 1]) <= time(order[$0])
    }
    if isSorted { return }
    order[start...].sort { (time($0), $0.part, $0.row) < (time($1), $1.part, $1.row) }
  }

  private func axis(
    _ rows: (order: [Place], segments: [Axis.Segment]), _ first: Axis
  ) -> Axis {
    let times = first.hasTime ? rows.order.map { parts[$0.part].frame.axis.times[$0.row] } : []
    let known = first.hasTime ? rows.order.map { parts[$0.part].frame.axis.known[$0.row] } : []
    return Axis(
      times: times, known: known, segments: rows.segments, rowCount: rows.order.count,
      frequency: Frequency.typical(times, rows.segments), zone: first.zone, isDaily: first.isDaily)
  }

  /// All columns in the order they first occur in.
  private mutating func names() -> [String] {
    var names: [String] = []
    for part in parts { names += part.frame.names.filter { !names.contains($0) } }
    for name in names {
      let lacking = parts.filter { $0.frame.index(of: name) == nil }
      guard let first = lacking.first else { continue }
      let files = lacking.count == 1 ? "1 file" : "\(lacking.count) files"
      notes.append("column '\(name)' is missing in \(files), first in '\(first.path)'")
    }
    return names
  }

  private func field(_ name: String, _ order: [Place]) throws -> Frame.Field {
    let columns = parts.map { part in
      part.frame.index(of: name).map { part.frame.fields[$0] }
    }
    let original = columns.compactMap { $0?.original }.first ?? name
    let numbers = columns.map { field -> [Double]? in
      if case .numbers(let values)? = field?.column { return values }
      return nil
    }
    let isText = zip(columns, numbers).contains { $0 != nil && $1 == nil }
    guard isText else {
      let values = order.map { numbers[$0.part]?[$0.row] ?? .nan }
      return Frame.Field(name: name, original: original, column: .numbers(values))
    }
    return Frame.Field(
      name: name, original: original, column: try category(name, columns.map { $0?.column }, order))
  }

  private func category(
    _ name: String, _ columns: [Column?], _ order: [Place]
  ) throws -> Column {
    var labels = Set<String>()
    for (part, column) in zip(parts, columns) {
      switch column {
      case .category(_, let own)?: labels.formUnion(own)
      case .numbers(let values)? where values.contains { !$0.isNaN }:
        throw differs(part, parts[0], "column '\(name)' is text in one and a number in the other")
      default: break
      }
    }
    let sorted = labels.sorted()
    let codes = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1, Int32($0)) })
    let maps = columns.map { column -> (codes: [Int32], map: [Int32])? in
      guard case .category(let own, let texts)? = column else { return nil }
      return (own, texts.map { codes[$0] ?? -1 })
    }
    let recoded = order.map { place -> Int32 in
      guard let (own, map) = maps[place.part], own[place.row] >= 0 else { return -1 }
      return map[Int(own[place.row])]
    }
    return .category(codes: recoded, labels: sorted)
  }

  private mutating func noteDuplicates(_ axis: Axis) {
    var count = 0
    for segment in axis.segments where axis.hasTime {
      for row in segment.rows.dropFirst() where axis.times[row] == axis.times[row - 1] {
        count += 1
      }
    }
    guard count > 0 else { return }
    let rows =
      count == 1 ? "1 row repeats a time" : "\(NumberFormat.count(count)) rows repeat times"
    notes.append("\(rows) of earlier ones")
  }
}

extension FrameStack {
  private func differs(_ part: Part, _ other: Part, _ what: String) -> Failure {
    Failure(
      "'\(part.path)' and '\(other.path)' do not fit together: \(what)",
      culprit: .file(path: part.path, line: 0, column: 0))
  }
}
