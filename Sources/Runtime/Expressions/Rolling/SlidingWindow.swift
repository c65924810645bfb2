/// A figure of the values of one window, oldest first, of which none is missing.
protocol WindowFunction: Sendable {
  /// Name and static arguments.
  var key: String { get }
  /// - Parameters:
  ///   - x: The values of the first input.
  ///   - y: The values of the last input; those of the first when there is one.
  func value(_ x: UnsafeBufferPointer<Double>, _ y: UnsafeBufferPointer<Double>) -> Double
}

/// Works a figure out anew for the window of bars that ends at each row.
///
/// - Edge cases: a window with a missing value gives a missing one.
/// - Complexity: O(rows) calls of the function, each at least O(window).
struct SlidingWindow<Function: WindowFunction>: ColumnOperation {
  let function: Function
  let bars: Int
  var key: String { "\(function.key)(\(bars))" }

  func reach(of inputs: [Expression]) -> Reach {
    inputs.map { $0.reach.windowed(bars) }.reduce(inputs[0].reach) { $0.union($1) }
  }

  var blockHistory: Int? { bars }

  func evaluate(_ task: ColumnTask) throws {
    let (x, y) = (task.inputs[0], task.inputs[task.inputs.count - 1])
    var present = 0
    for row in max(task.first, task.rows.lowerBound - bars)..<task.rows.lowerBound {
      present = x[row].isNaN || y[row].isNaN ? 0 : present + 1
    }
    for row in task.rows {
      if row & 0xFF == 0 { try Interrupt.check() }
      present = x[row].isNaN || y[row].isNaN ? 0 : present + 1
      guard present >= bars else {
        task.output[row] = .nan
        continue
      }
      let window = row - bars + 1..<row + 1
      task.output[row] = function.value(.init(rebasing: x[window]), .init(rebasing: y[window]))
    }
  }
}

extension Expression {
  /// A figure of windows of bars that hold no missing value.
  static func sliding(
    _ function: some WindowFunction, _ inputs: [Expression], _ bars: Int, origin: Origin? = nil
  ) throws -> Expression {
    try Expression(SlidingWindow(function: function, bars: bars), inputs, origin: origin)
  }
}

/// The least-squares line through points.
struct LineFit {
  let slope: Double
  let intercept: Double
  /// The share of the variance of y that the line explains; missing where y is constant.
  let share: Double

  init(x: some Sequence<Double>, y: some Sequence<Double>) {
    var pairs = CovarianceAggregate()
    for (x, y) in zip(x, y) { pairs = pairs.followed(by: .init(x, y)) }
    slope = pairs.squaresX > 0 ? pairs.products / pairs.squaresX : .nan
    intercept = pairs.meanY - slope * pairs.meanX
    share = pairs.squaresY > 0 ? slope * pairs.products / pairs.squaresY : .nan
  }
}
