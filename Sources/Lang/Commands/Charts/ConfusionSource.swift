import Plot
import Runtime

/// `plot confusion s1 on=val`.
enum ConfusionSource: ChartSource {
  typealias Kind = ConfusionChart

  static func input(_ request: ChartRequest) throws -> ConfusionChart.Input {
    let subject = try LabelSubject(request, "plot confusion RUN")
    let matrix = subject.report.confusion
    return ConfusionChart.Input(
      title: "Classes of \(subject.title)", classes: matrix.names,
      counts: matrix.counts.flatMap { $0 }, facts: subject.facts)
  }
}
