/// The parameters that all metrics share.
public enum MetricParameter {
  public static let returns = Parameter(
    "returns", .series, unit: "fraction", "returns per period, in the order of time")
  public static let perYear = Parameter(
    "per_year", .number, default: .absent, unit: "periods", in: 1e-6...1e9,
    "periods in a year; counted from the time axis when left out")
  public static let riskFree = Parameter(
    "risk_free", .number, default: .number(0), unit: "fraction", "risk-free rate per year")
  public static let ddof = Parameter(
    "ddof", .integer, default: .number(1), in: 0...1,
    "degrees of freedom taken off the count in the standard deviation")
  public static let compound = Parameter(
    "compound", .boolean, default: .boolean(true),
    "whether profits are reinvested; false adds returns up")
  public static let options = [perYear, riskFree, ddof, compound]
}
