/// Returns in the order of time, and which of them the likelihood counts.
///
/// The variance runs through all of them: where a sample has gaps, such as rows without a label, the
/// return before a row is still the one that came before it.
struct GarchRun: Sendable {
  private(set) var values: [Double]
  private(set) var counts: [Bool]

  /// Returns that all count.
  init(_ values: [Double]) {
    self.values = values
    counts = Array(repeating: true, count: values.count)
  }

  /// The present values of a segment from the first row of the sample to its last.
  init(of x: UnsafeBufferPointer<Double>, sample: [Range<Int>], in segment: Range<Int>) {
    (values, counts) = ([], [])
    var next = segment.lowerBound
    for rows in sample.map({ $0.clamped(to: segment) }) where !rows.isEmpty {
      if values.isEmpty { next = rows.lowerBound }
      append(x, next..<max(next, rows.lowerBound), counted: false)
      append(x, rows, counted: true)
      next = rows.upperBound
    }
  }

  /// The returns that count.
  var sample: [Double] { zip(values, counts).filter(\.1).map(\.0) }

  /// The earliest returns, at least 50 of them.
  func prefix(_ count: Int) -> GarchRun {
    var run = self
    run.values = Array(values.prefix(max(GarchFit.least, count)))
    run.counts = Array(counts.prefix(run.values.count))
    return run
  }

  func divided(by scale: Double) -> GarchRun {
    var run = self
    for index in run.values.indices { run.values[index] /= scale }
    return run
  }

  private mutating func append(
    _ x: UnsafeBufferPointer<Double>, _ rows: Range<Int>, counted: Bool
  ) {
    for row in rows where !x[row].isNaN {
      values.append(x[row])
      counts.append(counted)
    }
  }
}
