import Runtime

/// A part of a dataset: `d.train.rows`, `save d.train "train.parquet"`.
public final class DatasetPartValue: ObjectValue {
  let dataset: Dataset
  let part: DatasetPart

  init(_ part: DatasetPart, of dataset: Dataset) {
    (self.dataset, self.part) = (dataset, part)
  }

  public let typeName = "part"
  public var summary: String {
    let span = [part.times?.lowerBound, part.times?.upperBound].compactMap { $0 }
      .map { DateFormat.label($0, on: dataset.axis) }.joined(separator: " to ")
    let purged = part.purged > 0 ? ", \(NumberFormat.count(part.purged)) purged" : ""
    return "\(part.name.rawValue) of \(dataset.features.name): "
      + "\(NumberFormat.count(part.rows.count)) rows\(purged)\(span.isEmpty ? "" : ", " + span)"
  }

  public func describe(_ printer: PrintContext) -> String { summary }

  public let memberNames = ["rows", "purged", "from", "to"]

  public func member(_ name: String) throws -> Value? {
    switch name {
    case "rows": .number(Double(part.rows.count))
    case "purged": .number(Double(part.purged))
    case "from": date(part.times?.lowerBound)
    case "to": date(part.times?.upperBound)
    default: nil
    }
  }

  /// What a network sees of the part: a column per input, scaled, and the targets.
  var table: Frame {
    let matrix = dataset.matrix
    let rows = part.rows.map { Int($0) }.sorted()
    let inputs = dataset.columns.enumerated().map { place, column in
      Frame.Field(
        column.name,
        .numbers(
          (0..<dataset.axis.rowCount).map { row in
            matrix.isComplete[row] ? Double(matrix.values[row * matrix.columnCount + place]) : .nan
          }))
    }
    let labels = dataset.labels.map { label in
      Frame.Field(label.target.name, Self.column(label))
    }
    let whole = Frame(
      axis: dataset.axis, fields: inputs + labels, source: "part of \(dataset.features.name)")
    return whole.keeping(rows: rows)
  }

  private static func column(_ label: Dataset.Label) -> Column {
    guard case .category(let names) = label.target.kind else { return .numbers(label.values) }
    return .category(
      codes: label.values.map { Int(exactly: $0).map { Int32(clamping: $0) } ?? -1 }, labels: names)
  }

  private func date(_ label: Int64?) -> Value {
    guard let label else { return .none }
    return .date(DateLiteral(nanoseconds: label, isDay: dataset.axis.isDaily))
  }
}
