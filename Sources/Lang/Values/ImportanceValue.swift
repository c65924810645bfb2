import Runtime

/// What each feature is worth to a trained network.
final class ImportanceValue: ObjectValue {
  let importance: PermutationImportance
  let runName: String
  let part: PartName

  init(_ importance: PermutationImportance, of run: String, on part: PartName) {
    (self.importance, runName, self.part) = (importance, run, part)
  }

  let typeName = "importance"

  var summary: String {
    let base = NumberFormat.general(importance.base, digits: 5)
    let count = NumberFormat.count(importance.samples)
    return "importance in \(runName) on \(part.rawValue): \(importance.figure) \(base), "
      + "\(count) samples"
  }

  func describe(_ printer: PrintContext) -> String {
    let found = importance.features
    let (rows, note) = TextTable.rows(found.count, limit: max(8, printer.height - 6))
    let shown = rows.map { found[$0] }
    let title = importance.isHigherBetter ? "fall" : "rise"
    let table = TextTable(
      [
        .init("feature", align: .left, shown.map(\.name)),
        .init(
          "\(title) of \(importance.figure)",
          shown.map { NumberFormat.general($0.mean, digits: 4) }),
        .init("sd", shown.map { NumberFormat.general($0.deviation, digits: 3) }),
        .init(
          "share",
          shown.map { NumberFormat.percent($0.mean / abs(importance.base), decimals: 1) }),
      ], notes: note.map { [$0] } ?? [])
    return summary + "\n" + table.render(width: printer.width)
  }

  let memberNames = ["base", "features", "table"]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "base": return .number(importance.base)
    case "features": return .list(importance.features.map { .text($0.name) })
    case "table": return .frame(FrameValue(frame, name: "importance"))
    default:
      return importance.features.first { $0.name == name }.map { .number($0.mean) }
    }
  }

  private var frame: Frame {
    let found = importance.features
    let codes = found.indices.map { Int32(clamping: $0) }
    return Frame(
      axis: Axis(times: [], rowCount: found.count),
      fields: [
        Frame.Field("feature", .category(codes: codes, labels: found.map(\.name))),
        Frame.Field("mean", .numbers(found.map(\.mean))),
        Frame.Field("sd", .numbers(found.map(\.deviation))),
      ], source: "importance in \(runName)")
  }
}
