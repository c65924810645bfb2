/// What a frame's columns hold: statistics of numbers, counts of categories.
public struct Describe: Sendable {
  public enum Content: Sendable, Equatable {
    case numbers(Statistics)
    /// Labels with their counts, the most frequent first.
    case category(labels: [(label: String, count: Int)], missing: Int)

    public static func == (a: Content, b: Content) -> Bool {
      switch (a, b) {
      case (.numbers(let a), .numbers(let b)): a == b
      case (.category(let a, let m), .category(let b, let n)):
        m == n && a.elementsEqual(b) { $0.label == $1.label && $0.count == $1.count }
      default: false
      }
    }
  }

  public struct Entry: Sendable {
    public let name: String
    /// As the file spelled it.
    public let original: String
    public let content: Content
    /// Labels of the first and last cell that is not missing; nil without time.
    public let first: String?
    public let last: String?
  }

  public let entries: [Entry]
  /// Rows, symbols and range in one sentence.
  public let summary: String
  /// Columns that hold nothing, one value or the same as another, and what rows show by themselves.
  public let findings: [String]

  /// Describes some columns of a frame; all when `names` is nil.
  ///
  /// - Throws: `Failure` for a column that is not there; `Interrupted`.
  public init(_ frame: Frame, names: [String]? = nil) throws {
    let fields = try names.map { try $0.map { try frame.field($0) } } ?? frame.fields
    let audit = names == nil ? try LoadAudit(frame).sentence : nil
    try self.init(fields, on: frame.axis, audit: audit.map { ["\($0); gaps says where"] } ?? [])
  }

  /// Describes columns on one axis.
  public init(_ fields: [Frame.Field], on axis: Axis) throws {
    try self.init(fields, on: axis, audit: [])
  }

  private init(_ fields: [Frame.Field], on axis: Axis, audit: [String]) throws {
    summary = axis.summary
    let entries = try Parallel.map(count: fields.count, threads: 2) { index in
      try Interrupt.check()
      return Self.entry(fields[index], axis)
    }
    self.entries = entries
    findings = Self.findings(entries, fields) + audit
  }

  private static func entry(_ field: Frame.Field, _ axis: Axis) -> Entry {
    let present = presentRange(field.column, axis)
    return Entry(
      name: field.name, original: field.original, content: content(field.column, axis),
      first: present.map { DateFormat.label($0.first, on: axis) },
      last: present.map { DateFormat.label($0.last, on: axis) })
  }

  private static func content(_ column: Column, _ axis: Axis) -> Content {
    switch column {
    case .numbers(let values):
      var statistics = Statistics(values)
      if axis.segments.count > 1 {
        // A price of 3,000 is no outlier among prices of 20: each symbol by itself.
        statistics.outliers = axis.segments.reduce(0) {
          $0 + Statistics(Array(values[$1.rows])).outliers
        }
      }
      return .numbers(statistics)
    case .category(let codes, let labels):
      var counts = [Int](repeating: 0, count: labels.count)
      for code in codes where counts.indices.contains(Int(code)) { counts[Int(code)] += 1 }
      let ranked = labels.indices.sorted { (counts[$1], $0) < (counts[$0], $1) }
      return .category(
        labels: ranked.map { (labels[$0], counts[$0]) }, missing: codes.count { $0 < 0 })
    }
  }

  /// The earliest and latest label of a cell that is not missing.
  private static func presentRange(
    _ column: Column, _ axis: Axis
  ) -> (first: Int64, last: Int64)? {
    var first = Int64.max
    var last = Int64.min
    func visit(_ row: Int) {
      first = min(first, axis.times[row])
      last = max(last, axis.times[row])
    }
    guard axis.times.count == column.count else { return nil }
    for segment in axis.segments {
      switch column {
      case .numbers(let values):
        if let row = segment.rows.first(where: { !values[$0].isNaN }) { visit(row) }
        if let row = segment.rows.last(where: { !values[$0].isNaN }) { visit(row) }
      case .category(let codes, _):
        if let row = segment.rows.first(where: { codes[$0] >= 0 }) { visit(row) }
        if let row = segment.rows.last(where: { codes[$0] >= 0 }) { visit(row) }
      }
    }
    return first <= last ? (first, last) : nil
  }
}

extension Frame {
  /// The field of a name.
  ///
  /// - Throws: `Failure` with a did-you-mean when there is none.
  public func field(_ name: String) throws -> Field {
    guard let index = index(of: name) else {
      throw Failure("no column '\(name)'", hint: Suggestion.hint(for: name, among: names))
    }
    return fields[index]
  }
}

extension Axis {
  /// `12,154 rows, 5 symbols, 2000-03-01 to 2013-03-01, every 1d`.
  public var summary: String {
    var parts = ["\(NumberFormat.count(rowCount)) rows"]
    if isPanel { parts.append(segments.count == 1 ? "1 symbol" : "\(segments.count) symbols") }
    if let first = times.min(), let last = times.max() {
      parts.append("\(DateFormat.label(first, on: self)) to \(DateFormat.label(last, on: self))")
    }
    if frequency > 0 { parts.append("every \(DateFormat.duration(frequency))") }
    if !isDaily, hasTime, zone != "UTC" { parts.append(zone) }
    return parts.joined(separator: ", ")
  }
}
