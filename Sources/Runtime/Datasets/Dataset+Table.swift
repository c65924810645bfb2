extension Dataset {
  /// `vol -> next_vol: 1,483 rows, 1 feature, robust`.
  public var summary: String {
    let rows = NumberFormat.count(parts.reduce(0) { $0 + $1.rows.count })
    let width = columns.count == 1 ? "1 feature" : "\(columns.count) features"
    let names = labels.map(\.target.name).joined(separator: ", ")
    let scaling = scaler.map { ", scaled \($0.method.rawValue)" } ?? ""
    return "\(features.name) -> \(names): \(rows) rows, \(width)\(scaling)"
  }

  /// A row per part: its first and last label, usable rows and what the purge dropped; the notes say
  /// what else was left out.
  public var table: TextTable {
    func time(_ label: Int64?) -> String { label.map { DateFormat.label($0, on: axis) } ?? "" }
    let dropped = census.summary.isEmpty ? [] : ["rows not used: \(census.summary)"]
    return TextTable(
      [
        TextTable.Column("part", align: .left, parts.map(\.name.rawValue)),
        TextTable.Column("from", align: .left, parts.map { time($0.times?.lowerBound) }),
        TextTable.Column("to", align: .left, parts.map { time($0.times?.upperBound) }),
        TextTable.Column("rows", parts.map { NumberFormat.count($0.rows.count) }),
        TextTable.Column("purged", parts.map { NumberFormat.count($0.purged) }),
      ], notes: dropped + notes)
  }
}
