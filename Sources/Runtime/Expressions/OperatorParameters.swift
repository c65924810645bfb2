/// Parameters that many operators share, and the headings operators stand under.
extension Parameter {
  static let x = Parameter("x", .series, "the series")
  static let y = Parameter("y", .series, "the other series")

  /// A window in bars or in time.
  static let window = Parameter(
    "n", .window, unit: "bars", "the window: bars, or a length of time for (t - n, t]")

  /// A window that may be left out for the statistic over the whole sample.
  static let optionalWindow = Parameter(
    "n", .window, default: .absent, unit: "bars",
    "the window: bars, or a length of time; without it the whole sample, in a loss the batch")

  /// A window that is a plain count of bars.
  static func bars(_ help: String, _ name: String = "n", default standard: Double? = nil)
    -> Parameter
  {
    Parameter(
      name, .integer, default: standard.map { .number($0) } ?? .required, unit: "bars",
      in: 1...1e9, help)
  }

  static let minimum = Parameter(
    "min", .integer, default: .absent, unit: "values", in: 1...1e9,
    "the least count of present values; without it all n bars, or one value of a window in time")

  static let condition = Parameter(
    "where", .series, default: .absent, "only rows where this holds count")

  static let ddof = Parameter(
    "ddof", .integer, default: .number(1), unit: "values", in: 0...1,
    "1 for the sample's, 0 for the population's")

  /// A bar column, the frame's own unless given.
  static func bar(_ name: String) -> Parameter {
    Parameter(name, .series, default: .absent, "\(name) of each bar; the frame's own if left out")
  }

  static let annualize = Parameter(
    "annualize", .boolean, default: .boolean(false),
    "multiply by the root of the bars per year")

  static let highLowClose = [bar("high"), bar("low"), bar("close")]
  static let openHighLowClose = [bar("open"), bar("high"), bar("low"), bar("close")]
}

/// The headings of operators in `help` and in the reference page.
enum OperatorGroup {
  static let shift = "shift"
  static let pointwise = "pointwise"
  static let rolling = "rolling"
  static let recursive = "recursive"
  static let crossSection = "cross-section"
  static let state = "state"
  static let regression = "regression"
  static let indicator = "indicator"
  static let volatility = "volatility"
  static let calendar = "calendar"
  static let sample = "whole sample"
  static let statistics = "statistics"
  static let microstructure = "microstructure"
  static let label = "label"
  static let decision = "decisions"
}
