import Plot
import Runtime

/// `plot importance i`.
enum ImportanceSource: ChartSource {
  typealias Kind = ImportanceChart

  static func input(_ request: ChartRequest) throws -> ImportanceChart.Input {
    guard case .object(let value as ImportanceValue) = try request.subject("plot importance I")
    else {
      throw request.call.failure(
        PlotCommand.subjects, "must come from importance", hint: "i = importance s1 on=val")
    }
    let found = value.importance
    return ImportanceChart.Input(
      title: "Importance in \(value.runName), \(value.part.rawValue)",
      names: found.features.map(\.name), means: found.features.map(\.mean),
      deviations: found.features.map(\.deviation), figure: found.figure,
      facts: [
        "\(found.figure) \(Runtime.NumberFormat.general(found.base, digits: 5))",
        "\(Runtime.NumberFormat.count(found.samples)) samples",
        "\(found.features.first?.rises.count ?? 0) repeats",
      ])
  }
}
