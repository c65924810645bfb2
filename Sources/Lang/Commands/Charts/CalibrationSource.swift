import Plot
import Runtime

/// `plot calibration s1 on=val bins=10`: how often yes came true by its predicted probability; of several
/// classes each class is a yes or no.
enum CalibrationSource: ChartSource {
  typealias Kind = CalibrationChart

  static func input(_ request: ChartRequest) throws -> CalibrationChart.Input {
    let call = request.call
    let subject = try LabelSubject(request, "plot calibration RUN")
    let pairs = subject.report.pairs
    let curve = CalibrationCurve(
      pairs.classes > 0 ? pairs.everyClass : pairs,
      bins: call.has(PlotCommand.bins) ? try call.integer(PlotCommand.bins) : 10)
    let error = Runtime.NumberFormat.percent(curve.expectedError)
    return CalibrationChart.Input(
      title: "Calibration of \(subject.title)",
      bins: curve.bins.map {
        CalibrationChart.Bin(
          lower: $0.lower, upper: $0.upper, mean: $0.mean, count: $0.count,
          hits: Int(exactly: ($0.share * Double($0.count)).rounded()) ?? 0)
      }, facts: subject.facts + ["expected error \(error)"])
  }
}
