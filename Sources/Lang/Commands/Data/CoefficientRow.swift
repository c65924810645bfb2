import Runtime

/// One signal with its information coefficients.
struct CoefficientRow: Sendable {
  let name: String
  /// Of the correlation that was asked for.
  let figure: InformationCoefficient.Figure
  let decay: [Double]
  /// Of each period, by its key.
  let periods: [(period: Double, value: Double, count: Int)]
  /// The mean of the other correlation.
  let other: Double
  /// Of the ranks of the symbols from one time to the next; missing off a panel.
  let autocorrelation: Double
  private let timesPerYear: Double
  private let isRank: Bool

  /// - Parameters:
  ///   - delays: Bars of which the decay is wanted.
  ///   - keys: The period of each row; nil where none are wanted.
  init(
    _ name: String, _ coefficient: InformationCoefficient, _ overlap: Int, _ delays: [Int],
    _ keys: [Double]?, isRank: Bool
  ) {
    (self.name, self.isRank) = (name, isRank)
    figure = coefficient.figure(overlap: overlap)
    decay = delays.map { coefficient.figure(delay: $0, overlap: overlap).mean }
    periods = keys.map { coefficient.figures(by: $0) } ?? []
    other = coefficient.counterpart.figure(overlap: overlap).mean
    autocorrelation = coefficient.rankAutocorrelation.mean
    timesPerYear = coefficient.timesPerYear
  }

  /// `mean / sd`.
  var ratio: Double { figure.deviation > 0 ? figure.mean / figure.deviation : .nan }
  var annualRatio: Double { ratio * timesPerYear.squareRoot() }
  var pearson: Double { isRank ? other : figure.mean }
  var rank: Double { isRank ? figure.mean : other }

  /// A row per signal.
  static func frame(_ rows: [CoefficientRow]) -> Value {
    func numbers(_ name: String, _ value: (CoefficientRow) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(rows.map(value)))
    }
    let frame = Frame(
      axis: Axis(times: [], rowCount: rows.count),
      fields: [
        Frame.Field("signal", .words(rows.map(\.name))), numbers("rank_ic", \.rank),
        numbers("ic", \.pearson), numbers("sd", \.figure.deviation), numbers("ir", \.ratio),
        numbers("ir_year", \.annualRatio), numbers("t", \.figure.tStatistic),
        numbers("positive", \.figure.positive), numbers("autocorr", \.autocorrelation),
        numbers("count") { Double($0.figure.count) },
      ], source: "information coefficients")
    return .frame(FrameValue(frame, name: "ic"))
  }
}
