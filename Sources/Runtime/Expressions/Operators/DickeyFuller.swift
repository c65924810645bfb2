/// The augmented Dickey-Fuller statistic of a window.
enum DickeyFuller: Operator {
  static let signature = Signature(
    "adf", group: OperatorGroup.regression,
    "the augmented Dickey-Fuller statistic: below about -2.9 no unit root",
    details: """
      adf(x, n, lags): the t statistic of g in diff(x) = a + g lag(x) + sum of d[i] lag(diff(x), i) over the
      differences within the last n values. Missing where x is constant or the regression is singular.
      Warm-up: n - 1 bars. Source: Said and Dickey (1984); statsmodels `adfuller(regression="c")`.
      """,
    positionals: [.x, .bars("the window")],
    options: [
      Parameter(
        "lags", .integer, default: .number(0), unit: "bars", in: 0...20,
        "how many past differences are regressors")
    ],
    examples: [Example("adf(ln(close), 60)"), Example("adf(close, 100, lags=2)")],
    keywords: ["unit root", "stationarity", "dickey fuller", "cointegration"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let (bars, lags) = (try call.integer("n", atLeast: 5), try call.integer("lags", atLeast: 0))
    guard bars >= 2 * lags + 5 else {
      throw Failure(
        "'n' must be at least \(2 * lags + 5) bars for lags=\(lags)", culprit: .parameter("n"))
    }
    return .series(
      try .sliding(UnitRootStatistic(lags: lags), [call.column("x")], bars, origin: call.origin))
  }
}

struct UnitRootStatistic: WindowFunction {
  let lags: Int
  var key: String { "adf\(lags)" }

  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double {
    let level = x.reduce(0, +) / Double(x.count)
    let first = lags + 1
    let count = x.count - first
    func difference(_ row: Int) -> Double { x[row] - x[row - 1] }
    var columns = [(first..<x.count).map { x[$0 - 1] - level }]
    for lag in stride(from: 1, through: lags, by: 1) {
      columns.append((first..<x.count).map { difference($0 - lag) })
    }
    let fit = WindowRegression(columns: columns, y: (first..<x.count).map { difference($0) })
    guard let fit, count > columns.count + 1 else { return .nan }
    let error = fit.residual / Double(count - columns.count - 1) * fit.firstInverse
    return error > 0 ? fit.firstCoefficient / error.squareRoot() : .nan
  }
}

/// Least squares with a constant on a few columns.
struct WindowRegression {
  private(set) var firstCoefficient = 0.0
  /// The first diagonal element of the inverse of the centred products.
  private(set) var firstInverse = 0.0
  /// The sum of squared residuals.
  private(set) var residual = 0.0

  /// nil when the columns depend on each other.
  init?(columns: [[Double]], y: [Double]) {
    let centred = columns.map(Self.centred)
    let target = Self.centred(y)
    // The first column last: its coefficient then needs no back substitution.
    let ordered = Array(centred.dropFirst()) + Array(centred.prefix(1))
    var basis: [[Double]] = []
    var rest = target
    for column in ordered {
      var direction = column
      for unit in basis { Self.remove(unit, from: &direction) }
      for unit in basis { Self.remove(unit, from: &direction) }
      let size = Self.product(direction, direction)
      guard size > 1e-24 * Self.product(column, column), size > 0 else { return nil }
      let length = size.squareRoot()
      let unit = direction.map { $0 / length }
      let share = Self.product(unit, rest)
      (firstCoefficient, firstInverse) = (share / length, 1 / size)
      Self.remove(unit, from: &rest)
      basis.append(unit)
    }
    residual = Self.product(rest, rest)
  }

  private static func centred(_ values: [Double]) -> [Double] {
    let mean = values.reduce(0, +) / Double(values.count)
    return values.map { $0 - mean }
  }

  private static func product(_ a: [Double], _ b: [Double]) -> Double {
    var sum = 0.0
    for index in a.indices { sum += a[index] * b[index] }
    return sum
  }

  private static func remove(_ unit: [Double], from values: inout [Double]) {
    let share = product(unit, values)
    for index in values.indices { values[index] -= share * unit[index] }
  }
}
