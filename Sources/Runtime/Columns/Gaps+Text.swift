extension Gaps {
  /// The summary, one line per finding and a table of the histories.
  public func text(width: Int = 79, limit: Int = 12) -> String {
    var lines = [axis.summary]
    if axis.hasTime { lines.append("calendar: \(calendar.phrase)") }
    let findings = findings
    lines += findings.isEmpty ? ["nothing to report"] : findings.map { "- \($0)" }
    if histories.count > 1 { lines.append(historyTable(limit: limit).render(width: width)) }
    return lines.joined(separator: "\n")
  }

  /// What was found, one sentence each, the weightiest first.
  public var findings: [String] {
    gapFindings + historyFindings + rowFindings + missingFindings
  }

  private func label(_ time: Int64) -> String { DateFormat.label(time, on: axis) }

  private func place(_ row: Int) -> String {
    let symbol = axis.symbol(ofRow: row)
    let time = axis.hasTime ? label(axis.times[row]) : "row \(row + 1)"
    return symbol.isEmpty ? time : "\(symbol) \(time)"
  }

  private var gapFindings: [String] {
    var lines: [String] = []
    if !gaps.isEmpty {
      let word = gaps.count == 1 ? "1 gap" : "\(NumberFormat.count(gaps.count)) gaps"
      let common = axis.segments.count > 1 ? " common to all symbols" : ""
      let longest = gaps.sorted {
        ($1.length, $0.after) < ($0.length, $1.after)
      }
      let shown = longest.prefix(5).map { "\(label($0.after)) to \(label($0.before))" }
      let lead = gaps.count > 5 ? "the longest " : ""
      lines.append("\(word)\(common): \(lead)\(shown.joined(separator: "; "))")
    }
    if calendar == .sessions, !gaps.isEmpty, breaks > gaps.count {
      lines.append(
        "\(Self.plural(breaks, "break")) longer than \(DateFormat.duration(axis.frequency)) in "
          + "all, \(NumberFormat.count(breaks - gaps.count)) of them where sessions end")
    }
    if closedDays > 0 {
      lines.append("\(Self.plural(closedDays, "weekday")) without rows, taken for holidays")
    }
    if earlyCloses > 0 { lines.append("\(Self.plural(earlyCloses, "session")) ended early") }
    if strayRows > 0, let firstStray {
      lines.append(
        "\(Self.plural(strayRows, "stray row")) at weekends, first \(label(firstStray))")
    }
    return lines
  }

  private var historyFindings: [String] {
    guard histories.count > 1 else { return [] }
    var lines: [String] = []
    let short = shortHistories
    lines += short.prefix(8).map(shortFinding)
    if short.count > 8 { lines.append("\(short.count - 8) more symbols have short histories") }
    let fewer = LoadAudit.shortHistories(axis)
    if fewer > 0 {
      lines.append(
        "\(fewer) of \(histories.count) symbols have fewer rows than the longest history, "
          + NumberFormat.count(histories.map(\.rows).max() ?? 0))
    }
    lines += edgeFinding("start", histories.map { ($0.symbol, $0.first) })
    lines += edgeFinding("end", histories.map { ($0.symbol, $0.last) })
    let lacking = histories.filter { $0.missing > 0 }
    if !lacking.isEmpty {
      let total = lacking.reduce(0) { $0 + $1.missing }
      let most = lacking.max { ($0.missing, $1.symbol) < ($1.missing, $0.symbol) }
      lines.append(
        "\(Self.plural(lacking.count, "symbol")) lack rows at which others have some, "
          + "\(NumberFormat.count(total)) in all"
          + (most.map { ", \($0.symbol) most (\(NumberFormat.count($0.missing)))" } ?? ""))
    }
    return lines
  }

  /// `FB starts late, 2012-05-18: 6.0% of the rows of the longest history`.
  private func shortFinding(_ history: History) -> String {
    let start = histories.map(\.first).min() ?? history.first
    let end = histories.map(\.last).max() ?? history.last
    let edges =
      (history.first > start ? ["starts late, \(label(history.first))"] : [])
      + (history.last < end ? ["ends early, \(label(history.last))"] : [])
    let longest = histories.map(\.rows).max() ?? 1
    let share = NumberFormat.percent(Double(history.rows) / Double(longest))
    return "\(history.symbol) \(edges.joined(separator: " and ")): \(share) of the rows of the "
      + "longest history"
  }

  /// Different first or last labels, the most frequent first.
  private func edgeFinding(_ verb: String, _ edges: [(symbol: String, time: Int64)]) -> [String] {
    var groups: [Int64: [String]] = [:]
    for edge in edges { groups[edge.time, default: []].append(edge.symbol) }
    guard groups.count > 1 else { return [] }
    let ranked = groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
    let shown = ranked.prefix(3).map { time, symbols in
      "\(label(time)) (\(symbols.count == 1 ? symbols[0] : "\(symbols.count) symbols"))"
    }
    let more = ranked.count > 3 ? ", ..." : ""
    return [
      "symbols \(verb) at \(ranked.count) different times: \(shown.joined(separator: ", "))\(more)"
    ]
  }

  private var rowFindings: [String] {
    var lines: [String] = []
    func add(_ rows: [Int], _ what: String, _ verb: String = "") {
      guard let first = rows.first else { return }
      lines.append("\(Self.plural(rows.count, what))\(verb), first \(place(first))")
    }
    add(bars.duplicates, "duplicate key")
    if let first = bars.zeroVolume.first {
      let times = Set(bars.zeroVolume.prefix(100_000).map { axis.hasTime ? axis.times[$0] : 0 })
      let isOne = times.count == 1 && bars.zeroVolume.count > 1 && axis.hasTime
      let place = isOne ? "all at \(label(axis.times[first]))" : "first \(self.place(first))"
      lines.append("\(Self.plural(bars.zeroVolume.count, "bar")) without volume, \(place)")
    }
    add(bars.badBars, "bar", " with open or close outside low..high")
    add(bars.notPositive, "bar", " with a price that is not positive")
    if let largest = bars.outliers.first {
      let change = NumberFormat.percent(largest.value, decimals: 1)
      lines.append(
        "\(Self.plural(bars.outliers.count, "return")) beyond "
          + "\(NumberFormat.general(BarAudit.outlierFactor)) times the mean size, the largest "
          + "\(place(largest.row)) \(change)")
    }
    if !bars.zeros.isEmpty {
      let shown = bars.zeros.prefix(8).map { "\($0.name) \($0.count)" }.joined(separator: ", ")
      lines.append("exact zeros among positive values: \(shown)")
    }
    return lines
  }

  private var missingFindings: [String] {
    guard !missing.isEmpty else { return [] }
    let shown = missing.prefix(8).map { "\($0.name) \(NumberFormat.count($0.count))" }
    let more = missing.count > 8 ? ", ..." : ""
    return ["missing cells: \(shown.joined(separator: ", "))\(more)"]
  }

  /// One row per symbol, the shortest histories first.
  public func historyTable(limit: Int) -> TextTable {
    let ranked = histories.sorted { ($0.rows, $0.symbol) < ($1.rows, $1.symbol) }
    let shown = ranked.prefix(max(1, limit))
    let longest = Double(histories.map(\.rows).max() ?? 1)
    let rest = ranked.count - shown.count
    return TextTable(
      [
        .init("symbol", align: .left, shown.map(\.symbol)),
        .init("rows", shown.map { NumberFormat.count($0.rows) }),
        .init("first", shown.map { label($0.first) }),
        .init("last", shown.map { label($0.last) }),
        .init("missing rows", shown.map { NumberFormat.count($0.missing) }),
        .init("of longest", shown.map { NumberFormat.percent(Double($0.rows) / longest) }),
      ], notes: rest > 0 ? ["\(rest) more symbols with longer histories"] : [])
  }

  private static func plural(_ count: Int, _ noun: String) -> String {
    "\(NumberFormat.count(count)) \(noun)\(count == 1 ? "" : "s")"
  }
}
