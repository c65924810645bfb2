extension Describe {
  /// The summary line, a table of the numbers, one line per category, and what is wrong with columns.
  public func text(width: Int = 79) -> String {
    var parts = [summary]
    let numbers = numberTable
    if !numbers.columns.isEmpty { parts.append(numbers.render(width: width)) }
    let categories = categoryTable
    if !categories.columns.isEmpty { parts.append(categories.render(width: width)) }
    parts += findings.map { "- \($0)" }
    return parts.joined(separator: "\n")
  }

  /// One row per column of numbers; counts only where there is something to count.
  public var numberTable: TextTable {
    let rows: [(entry: Entry, statistics: Statistics)] = entries.compactMap { entry in
      guard case .numbers(let statistics) = entry.content else { return nil }
      return (entry, statistics)
    }
    guard !rows.isEmpty else { return TextTable() }
    func column(_ title: String, _ value: (Statistics) -> Double) -> TextTable.Column {
      .init(title, rows.map { NumberFormat.general(value($0.statistics), digits: 5) })
    }
    func counts(_ title: String, _ value: (Statistics) -> Int) -> [TextTable.Column] {
      let numbers = rows.map { value($0.statistics) }
      return numbers.allSatisfy { $0 == 0 } ? [] : [.init(title, numbers.map(NumberFormat.count))]
    }
    var columns: [TextTable.Column] = [.init("column", align: .left, rows.map(\.entry.name))]
    columns += counts("missing", \.missing) + counts("zeros", \.zeros)
    columns += counts("outliers", \.outliers)
    columns += [
      column("mean", \.mean), column("std", \.std), column("min", \.min),
      column("50%", \.median), column("max", \.max), column("25%", \.lowerQuartile),
      column("75%", \.upperQuartile), column("skew", \.skew),
    ]
    columns += rangeColumns(rows.map(\.entry)) + originalColumn(rows.map(\.entry))
    return TextTable(columns)
  }

  /// One row per category.
  public var categoryTable: TextTable {
    let rows: [(entry: Entry, labels: [(label: String, count: Int)], missing: Int)] =
      entries.compactMap { entry in
        guard case .category(let labels, let missing) = entry.content else { return nil }
        return (entry, labels, missing)
      }
    guard !rows.isEmpty else { return TextTable() }
    let counts = rows.map { row in
      let shown = row.labels.prefix(6).map { "\($0.label) \(NumberFormat.count($0.count))" }
      return shown.joined(separator: ", ") + (row.labels.count > 6 ? ", ..." : "")
    }
    return TextTable(
      [
        .init("category", align: .left, rows.map(\.entry.name)),
        .init(
          "count",
          rows.map { NumberFormat.count($0.labels.reduce(0) { $0 + $1.count }) }),
        .init("missing", rows.map { NumberFormat.count($0.missing) }),
        .init("labels", rows.map { NumberFormat.count($0.labels.count) }),
        .init("most frequent", align: .left, counts),
      ] + originalColumn(rows.map(\.entry)))
  }

  private func rangeColumns(_ entries: [Entry]) -> [TextTable.Column] {
    guard entries.contains(where: { $0.first != nil }) else { return [] }
    return [
      .init("first", entries.map { $0.first ?? "" }),
      .init("last", entries.map { $0.last ?? "" }),
    ]
  }

  /// The file's spelling, where some differ from the name.
  private func originalColumn(_ entries: [Entry]) -> [TextTable.Column] {
    guard entries.contains(where: { $0.original != $0.name }) else { return [] }
    return [.init("in the file", align: .left, entries.map(\.original))]
  }
}
