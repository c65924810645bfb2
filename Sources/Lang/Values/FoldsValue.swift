import Runtime

/// The folds of a split: a dataset each, with parts `train` and `val`.
public final class FoldsValue: ObjectValue {
  public let datasets: [Dataset]
  public let scheme: FoldScheme

  public init(_ datasets: [Dataset], scheme: FoldScheme) {
    self.datasets = datasets
    self.scheme = scheme
  }

  public let typeName = "fold set"
  public var summary: String {
    guard let first = datasets.first else { return "no folds" }
    let labels = first.labels.map(\.target.name).joined(separator: ", ")
    return "\(datasets.count) \(scheme.kind.rawValue) folds of \(first.features.name): "
      + "\(first.columns.count) \(first.columns.count == 1 ? "input" : "inputs"), target \(labels)"
  }

  public func describe(_ printer: PrintContext) -> String {
    let table = TextTable([
      .init("fold", (0..<datasets.count).map { "\($0 + 1)" }),
      .init("train", unit: "rows", counts(.train, \.rows.count)),
      .init("purged", counts(.train, \.purged)),
      .init("embargo", counts(.train, \.embargoed)),
      .init("val", unit: "rows", counts(.validation, \.rows.count)),
      .init("from", align: .left, edges { $0.lowerBound }),
      .init("to", align: .left, edges { $0.upperBound }),
    ])
    return ([summary, table.render(width: printer.width)] + footer).joined(separator: "\n")
  }

  private var footer: [String] {
    guard let first = datasets.first else { return [] }
    var lines: [String] = []
    if let test = try? first.part(.test) {
      lines.append("test, in no fold: \(NumberFormat.count(test.rows.count)) rows")
    }
    if let scaler = first.scaler {
      lines.append("scaled: \(scaler.method.rawValue), fitted on each fold's training rows")
    }
    return lines + first.notes
  }

  private func counts(_ name: PartName, _ count: (DatasetPart) -> Int) -> [String] {
    datasets.map { dataset in
      (try? dataset.part(name)).map { NumberFormat.count(count($0)) } ?? ""
    }
  }

  private func edges(_ edge: (ClosedRange<Int64>) -> Int64) -> [String] {
    datasets.map { dataset in
      guard let times = try? dataset.part(.validation).times else { return "" }
      return DateFormat.label(edge(times), on: dataset.axis)
    }
  }

  public let memberNames = ["count", "folds"]

  public func member(_ name: String) throws -> Value? {
    switch name {
    case "count": .number(Double(datasets.count))
    case "folds": .list(datasets.map { .object(DatasetValue($0)) })
    default: nil
    }
  }
}
