import Plot
import Runtime

/// `plot roc s1 on=val`: a curve for yes, or for each class against the rest.
enum ROCSource: ChartSource {
  typealias Kind = ROCChart

  static func input(_ request: ChartRequest) throws -> ROCChart.Input {
    let subject = try LabelSubject(request, "plot roc RUN")
    return ROCChart.Input(
      title: "ROC of \(subject.title)",
      curves: subject.report.curves.map { name, curve in
        ROCChart.Curve(
          name, falsePositiveRate: curve.points.map(\.falsePositive),
          truePositiveRate: curve.points.map(\.truePositive), area: curve.area)
      }, facts: subject.facts)
  }
}
