/// Compares gradients with central differences in float64.
///
/// `(4 D(h/2) - D(h)) / 3` with `D(h) = (f(x + h) - f(x - h)) / 2h`: the error is of order h⁴, far
/// below that of a wrong gradient rule, except where the loss has a kink within h.
public struct GradientCheck: Sendable {
  /// The worst element of one parameter.
  public struct Entry: Sendable {
    public let name: String
    public let count: Int
    public let absoluteError: Double
    /// The error by the larger of both gradients, or by a millionth of the largest gradient.
    public let relativeError: Double
    public let worstIndex: Int
    /// Both at the worst element.
    public let analytic: Double
    public let numeric: Double
  }

  public let loss: Double
  public let entries: [Entry]
  public var relativeError: Double { entries.reduce(0) { max($0, $1.relativeError) } }
  public var absoluteError: Double { entries.reduce(0) { max($0, $1.absoluteError) } }

  /// Checks every element of every parameter.
  ///
  /// - Parameters:
  ///   - parameters: what to differentiate by; a loss's prediction may stand in as a parameter.
  ///   - values: their values end to end.
  ///   - bind: binds what else the loss reads.
  /// - Throws: `Failure` when the loss does not compile, or is not finite at `values`.
  /// - Complexity: four evaluations per element.
  public static func run(
    _ loss: Expression, parameters: [Expression], values: [Double],
    bind: (Executor) throws -> Void = { _ in }
  ) throws -> GradientCheck {
    let program = try Compiler.training(loss: loss, parameters: parameters, precision: .float64)
    let executor = Executor(program)
    try bind(executor)
    try executor.set(.weights, to: values)
    let result = try executor.computeGradient()
    guard result.isFinite else {
      let place = try executor.firstNonFinite().map { " in \($0)" } ?? ""
      throw Failure("the loss or its gradient is not finite\(place)")
    }
    let analytic = try executor.values(of: .gradient)
    let numeric = try differences(executor, values)
    let scale = analytic.reduce(0) { max($0, abs($1)) } * 1e-6
    let entries = program.parameters.map { entry($0, analytic, numeric, scale) }
    return GradientCheck(loss: result.loss, entries: entries)
  }

  private static func differences(_ executor: Executor, _ values: [Double]) throws -> [Double] {
    var point = values
    func loss(at index: Int, _ value: Double) throws -> Double {
      point[index] = value
      try executor.set(.weights, to: point)
      return try executor.computeGradient().loss
    }
    return try values.indices.map { index in
      let x = values[index]
      defer { point[index] = x }
      func slope(_ h: Double) throws -> Double {
        try (loss(at: index, x + h) - loss(at: index, x - h)) / (2 * h)
      }
      let h = 1e-4 * max(abs(x), 0.1)
      return try (4 * slope(h / 2) - slope(h)) / 3
    }
  }

  private static func entry(
    _ parameter: Program.Parameter, _ analytic: [Double], _ numeric: [Double], _ scale: Double
  ) -> Entry {
    func absolute(_ i: Int) -> Double { abs(analytic[i] - numeric[i]) }
    func relative(_ i: Int) -> Double {
      let size = max(abs(analytic[i]), abs(numeric[i]), scale)
      guard numeric[i].isFinite else { return .infinity }
      return size > 0 ? absolute(i) / size : 0
    }
    let range = parameter.offset..<parameter.offset + parameter.count
    let worst = range.max { relative($0) < relative($1) } ?? parameter.offset
    return Entry(
      name: parameter.name, count: parameter.count,
      absoluteError: range.reduce(0) { max($0, absolute($1)) }, relativeError: relative(worst),
      worstIndex: worst - parameter.offset, analytic: analytic[worst], numeric: numeric[worst])
  }
}
