/// Repairs a frame by explicit rules, one after the other, and counts what each of them did.
public struct Clean: Sendable {
  /// What one rule did, as a sentence.
  public struct Step: Sendable, Equatable {
    public let rule: String
    /// Rows or cells that were touched.
    public let count: Int
    public let text: String
  }

  public private(set) var frame: Frame
  public private(set) var steps: [Step] = []

  /// - Throws: `Failure` when nothing is left; `Interrupted`.
  /// - Complexity: O(rows x rules).
  public init(_ frame: Frame, rules: CleanRules) throws {
    self.frame = frame
    if rules.sortsRows { try sort() }
    if let rule = rules.notPositive { try repairPrices(rule) }
    if let rule = rules.duplicates { try removeDuplicates(rule) }
    if let rule = rules.bars { try repairBars(rule) }
    if let rule = rules.zeroVolume { try repairVolume(rule) }
    if let rule = rules.outliers { try repairOutliers(rule, rules.outlierLimit) }
    if let rule = rules.zeros { try repairZeros(rule) }
    if let rule = rules.strays { try removeStrays(rule) }
    if let rule = rules.missing { try repairMissing(rule) }
    if let least = rules.leastRows { try removeShort(least) }
    guard self.frame.rowCount > 0 else { throw Self.nothingIsLeft() }
    self.frame = Frame(
      axis: self.frame.axis, fields: self.frame.fields, source: frame.source, notes: frame.notes,
      hasTrueRange: frame.hasTrueRange)
  }

  // MARK: Steps

  private mutating func sort() throws {
    let axis = frame.axis
    var order = Array(0..<frame.rowCount)
    var late = 0
    for segment in axis.segments where axis.hasTime {
      try Interrupt.check()
      let count = segment.rows.dropFirst().count { axis.times[$0] < axis.times[$0 - 1] }
      if count > 0 { order[segment.rows].sort { (axis.times[$0], $0) < (axis.times[$1], $1) } }
      late += count
    }
    if late > 0 {
      let sorted = Axis(
        times: order.map { axis.times[$0] }, known: order.map { axis.known[$0] },
        segments: axis.segments, frequency: axis.frequency, zone: axis.zone,
        isDaily: axis.isDaily, isAhead: axis.isAhead)
      let fields = frame.fields.map { $0.with($0.column.gathering(order), from: axis, to: sorted) }
      frame = Frame(
        axis: sorted, fields: fields, source: frame.source, hasTrueRange: frame.hasTrueRange)
    }
    say("sort", late, "row", "put in the order of time", nil)
  }

  private mutating func removeDuplicates(_ rule: CleanRules.Duplicates) throws {
    let axis = frame.axis
    guard axis.hasTime else { return say("dupes", 0, "row", "dropped", nil) }
    var dropped: [Int] = []
    for segment in axis.segments {
      var first = segment.rows.lowerBound
      while first < segment.rows.upperBound {
        var end = first + 1
        while end < segment.rows.upperBound, axis.times[end] == axis.times[first] { end += 1 }
        if end - first > 1 {
          switch rule {
          case .first: dropped += (first + 1)..<end
          case .last: dropped += first..<(end - 1)
          case .drop: dropped += first..<end
          }
        }
        first = end
      }
    }
    try remove(dropped, "dupes=\(rule.rawValue)", "row", "dropped")
  }

  private mutating func repairPrices(_ rule: CleanRules.Remedy) throws {
    let rows = try BarAudit(frame).notPositive
    try apply(rule, to: rows, "prices", Self.prices) { $0 <= 0 }
  }

  private mutating func repairBars(_ rule: CleanRules.Bars) throws {
    let rows = try BarAudit(frame).badBars
    switch rule {
    case .drop: try remove(rows, "ohlc=drop", "row", "dropped")
    case .nan: try apply(.nan, to: rows, "ohlc", Self.prices) { _ in true }
    case .widen: widen(rows)
    }
  }

  private mutating func widen(_ rows: [Int]) {
    let prices = frame.fields.filter { Self.traded.contains($0.name) }.map(\.column.values)
    let isPresent = { (value: Double) in !value.isNaN }
    edit("high") { values in
      for row in rows {
        values[row] = prices.map { $0[row] }.filter(isPresent).max() ?? values[row]
      }
    }
    edit("low") { values in
      for row in rows {
        values[row] = prices.map { $0[row] }.filter(isPresent).min() ?? values[row]
      }
    }
    say("ohlc=widen", rows.count, "bar", "widened", rows.first)
  }

  private mutating func repairVolume(_ rule: CleanRules.Remedy) throws {
    let rows = try BarAudit(frame).zeroVolume
    try apply(rule, to: rows, "zero_volume", ["volume"]) { $0 == 0 }
  }

  private mutating func repairOutliers(_ rule: CleanRules.Outliers, _ limit: Double) throws {
    let outliers = try BarAudit(frame, outlierFactor: limit).outliers.map(\.row)
    switch rule {
    case .drop: try remove(outliers.sorted(), "outliers=drop", "row", "dropped")
    case .nan: try apply(.nan, to: outliers.sorted(), "outliers", Self.prices) { _ in true }
    case .reversal:
      let finder = PriceJumps(frame, outliers: outliers)
      try remove(finder.before, "outliers=reversal", "row", "before a jump of the level dropped")
      // Rows have moved: spikes are looked for anew in what is left.
      let rest = try BarAudit(frame, outlierFactor: limit).outliers.map(\.row)
      let spikes = PriceJumps(frame, outliers: rest).spikes
      try remove(spikes, "outliers=reversal", "spike", "that the next bar takes back dropped")
    }
  }

  private mutating func repairZeros(_ rule: CleanRules.Remedy) throws {
    let names = Set(try BarAudit(frame).zeros.map(\.name))
    var rows: Set<Int> = []
    for field in frame.fields where names.contains(field.name) {
      for (row, value) in field.column.values.enumerated() where value == 0 { rows.insert(row) }
    }
    try apply(rule, to: rows.sorted(), "zeros", names) { $0 == 0 }
  }

  private mutating func removeStrays(_ rule: CleanRules.Remedy) throws {
    let rows = try StrayRows.find(frame.axis)
    if rule == .drop { return try remove(rows, "stray=drop", "row", "at weekends dropped") }
    try apply(rule, to: rows, "stray", Set(frame.names)) { _ in true }
  }

  private mutating func repairMissing(_ rule: CleanRules.Missing) throws {
    guard rule == .fill else {
      let isMissing = frame.fields.map { $0.column.values.map(\.isNaN) }
      let rows = (0..<frame.rowCount).filter { row in isMissing.contains { $0[row] } }
      return try remove(rows, "missing=drop", "row", "dropped")
    }
    var count = 0
    let axis = frame.axis
    for field in frame.fields {
      var sources = Array(0..<frame.rowCount)
      let isMissing = field.column.values.map(\.isNaN)
      for segment in axis.segments {
        for row in segment.rows.dropFirst() where isMissing[row] && !isMissing[sources[row - 1]] {
          sources[row] = sources[row - 1]
          count += 1
        }
      }
      replace(field.name, field.column.gathering(sources))
    }
    say("missing=fill", count, "cell", "filled with the last value of the symbol", nil)
  }

  private mutating func removeShort(_ least: Int) throws {
    let short = frame.axis.segments.filter { $0.rows.count < least }
    let names = short.prefix(5).map(\.symbol).joined(separator: ", ")
    let what = "of \(short.count) short histories dropped"
    try remove(
      short.flatMap { Array($0.rows) }, "min_rows=\(least)", "row",
      short.isEmpty || !frame.axis.isPanel ? what : "\(what): \(names)")
  }

  // MARK: Tools

  private static let traded: Set<String> = ["open", "high", "low", "close"]
  private static let prices = traded.union(["adj_close"])

  private mutating func apply(
    _ remedy: CleanRules.Remedy, to rows: [Int], _ rule: String, _ columns: Set<String>,
    where isBad: (Double) -> Bool
  ) throws {
    if remedy == .drop { return try remove(rows, "\(rule)=drop", "row", "dropped") }
    for name in frame.names where columns.contains(name) {
      edit(name) { values in
        for row in rows where isBad(values[row]) { values[row] = .nan }
      }
    }
    say("\(rule)=nan", rows.count, "row", "set to missing", rows.first)
  }

  private mutating func edit(_ name: String, _ change: (inout [Double]) -> Void) {
    guard let index = frame.index(of: name), case .numbers(var values) = frame.fields[index].column
    else { return }
    change(&values)
    replace(name, .numbers(values))
  }

  private mutating func replace(_ name: String, _ column: Column) {
    frame = frame.replacing(frame.fields.map { $0.name == name ? $0.with(column) : $0 })
  }

  /// - Parameter rows: Ascending.
  private mutating func remove(
    _ rows: [Int], _ rule: String, _ noun: String, _ verb: String
  ) throws {
    try Interrupt.check()
    say(rule, rows.count, noun, verb, rows.first)
    guard !rows.isEmpty else { return }
    let gone = Set(rows)
    frame = frame.keeping(rows: (0..<frame.rowCount).filter { !gone.contains($0) })
  }

  private mutating func say(
    _ rule: String, _ count: Int, _ noun: String, _ verb: String, _ first: Int?
  ) {
    var text = "\(rule): \(NumberFormat.count(count)) \(noun)\(count == 1 ? "" : "s") \(verb)"
    if let first {
      let axis = frame.axis
      let symbol = axis.symbol(ofRow: first)
      let time = axis.hasTime ? DateFormat.label(axis.times[first], on: axis) : "row \(first + 1)"
      text += ", first \(symbol.isEmpty ? "" : symbol + " ")\(time)"
    }
    steps.append(Step(rule: rule, count: count, text: text))
  }
}

extension Clean {
  private static func nothingIsLeft() -> Failure {
    Failure("these rules leave no row")
  }
}
