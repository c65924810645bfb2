import Runtime

/// Features, target and purged parts, ready for training: `d.train.rows`.
public final class DatasetValue: ObjectValue {
  public let dataset: Dataset

  public init(_ dataset: Dataset) { self.dataset = dataset }

  public let typeName = "dataset"
  public var summary: String {
    let parts = dataset.parts.map { "\($0.name.rawValue) \(NumberFormat.count($0.rows.count))" }
    let labels = dataset.labels.map(\.target.name).joined(separator: ", ")
    let columns = dataset.columns.count
    return "dataset of \(dataset.features.name): \(columns) \(columns == 1 ? "input" : "inputs"), "
      + "target \(labels), rows \(parts.joined(separator: ", "))"
  }

  public func describe(_ printer: PrintContext) -> String {
    let parts = dataset.parts
    let table = TextTable([
      .init("part", align: .left, parts.map(\.name.rawValue)),
      .init("rows", parts.map { NumberFormat.count($0.rows.count) }),
      .init("purged", unit: "rows", parts.map { NumberFormat.count($0.purged) }),
      .init("from", align: .left, parts.map { time($0.times?.lowerBound) }),
      .init("to", align: .left, parts.map { time($0.times?.upperBound) }),
    ])
    return ([summary, table.render(width: printer.width)] + footer).joined(separator: "\n")
  }

  /// What was dropped and why, the horizon, the scaler and the notes.
  private var footer: [String] {
    var lines: [String] = []
    let dropped = dataset.census.summary
    if !dropped.isEmpty {
      lines.append("of \(NumberFormat.count(dataset.census.rows)) rows not used: \(dropped)")
    }
    for label in dataset.labels {
      let bars = label.target.horizon
      lines.append("\(label.target.name) looks \(bars) \(bars == 1 ? "bar" : "bars") ahead")
    }
    if let scaler = dataset.scaler {
      lines.append("scaled: \(scaler.method.rawValue), fitted on the training rows")
    }
    return lines + dataset.notes
  }

  private func time(_ label: Int64?) -> String {
    label.map { DateFormat.label($0, on: dataset.axis) } ?? ""
  }

  public var memberNames: [String] { dataset.parts.map(\.name.rawValue) + ["features", "columns"] }

  public func member(_ name: String) throws -> Value? {
    switch name {
    case "features": return .list(dataset.features.features.map { .text($0.name) })
    case "columns": return .number(Double(dataset.columns.count))
    default: break
    }
    guard let part = dataset.parts.first(where: { $0.name.rawValue == name }) else { return nil }
    return .object(DatasetPartValue(part, of: dataset))
  }
}
