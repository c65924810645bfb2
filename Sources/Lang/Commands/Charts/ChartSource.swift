import Plot
import Runtime

/// Turns values of the language into the plain data of one kind of chart: one file per kind, one
/// line in `ChartSources`.
protocol ChartSource: SendableMetatype {
  associatedtype Kind: ChartKind
  /// - Throws: `Failure` naming the argument that the kind cannot draw.
  static func input(_ request: ChartRequest) throws -> Kind.Input
}

extension ChartSource {
  static func chart(_ request: ChartRequest) throws -> Chart {
    let data: Kind.Input = try input(request)
    do throws(PlotError) {
      return try Kind.chart(of: data)
    } catch {
      throw Failure(error, command: request.call.signature.name)
    }
  }
}

/// Every source, one line each.
enum ChartSources {
  static let all: [any ChartSource.Type] = [
    AutocorrelationSource.self,
    CalibrationSource.self,
    CoefficientSource.self,
    ConfusionSource.self,
    DegradationSource.self,
    DominanceSource.self,
    DrawdownSource.self,
    FillSource.self,
    HeatmapSource.self,
    HistogramSource.self,
    ImportanceSource.self,
    LineSource.self,
    LogitSource.self,
    LossSource.self,
    MonthSource.self,
    PlaceboSource.self,
    PnLSource.self,
    ROCSource.self,
    RateSource.self,
    ScatterSource.self,
    StressSource.self,
    SweepSource.self,
    TearsheetSource.self,
    TurnoverSource.self,
  ]

  static func source(named name: String) -> (any ChartSource.Type)? {
    all.first { $0.kindName == name }
  }
}

extension ChartSource {
  static var kindName: String { Kind.name }
}

/// What the user asked to see.
struct ChartRequest {
  let call: CommandCall
  /// The values to draw, with the text they were written as.
  let subjects: [(value: Value, text: String)]

  /// The one subject of kinds that draw one thing.
  func subject(_ expected: String) throws -> Value {
    guard let first = subjects.first else {
      throw call.failure(PlotCommand.subjects, "is missing: \(expected)")
    }
    guard subjects.count == 1 else {
      throw call.failure(PlotCommand.subjects, "takes one value here: \(expected)")
    }
    return first.value
  }
}

extension Failure {
  /// A message of the charts, blamed on the argument of the same name.
  init(_ error: PlotError, command: String) {
    self.init(
      "\(command): \(error.message)",
      culprit: error.parameter.map { .parameter($0) } ?? .none, hint: error.hint)
  }
}
