/// Means of every feature over the last rows, standardised by the training rows or raw, in float32.
struct LagMeans: Sendable {
  let lags: [Int]
  /// Features x lags.
  let width: Int
  /// `values[row * width + feature * lags + lag]`.
  let values: [Float]
  /// What standardised the means; none where they are left as they are.
  let constants: [NetworkConstant]

  var longest: Int { lags.last ?? 1 }

  /// - Complexity: O(rows x columns x longest lag).
  init(_ dataset: Dataset, lags: [Int], isRaw: Bool = false) throws {
    let (columns, rows) = (dataset.matrix.columnCount, dataset.axis.rowCount)
    let width = columns * lags.count
    var means = [Double](repeating: 0, count: rows * width)
    for index in dataset.segments {
      let segment = dataset.axis.segments[index].rows
      for row in segment {
        for column in 0..<columns {
          Self.fill(&means, row, column, lags, dataset.matrix, from: segment.lowerBound)
        }
      }
      try Interrupt.check()
    }
    self.lags = lags
    self.width = width
    guard !isRaw else {
      (values, constants) = (means.map(Float.init), [])
      return
    }
    if let reference = dataset.reference {
      constants = try LagMeans(reference, lags: lags).constants
      values = Self.scaled(means, width, constants)
      return
    }
    (values, constants) = try Self.standardised(means, width, dataset, history: lags.last ?? 1)
  }

  private static func fill(
    _ means: inout [Double], _ row: Int, _ column: Int, _ lags: [Int], _ matrix: FeatureMatrix,
    from start: Int
  ) {
    var sum = 0.0
    var steps = 0
    for (place, lag) in lags.enumerated() {
      while steps < lag, row - steps >= start {
        sum += Double(matrix.values[(row - steps) * matrix.columnCount + column])
        steps += 1
      }
      means[(row * matrix.columnCount + column) * lags.count + place] = sum / Double(lag)
    }
  }

  /// `(mean - center) / spread` with both over the training rows that have the whole history.
  private static func standardised(
    _ means: [Double], _ width: Int, _ dataset: Dataset, history: Int
  ) throws -> (values: [Float], constants: [NetworkConstant]) {
    let space = SampleSpace.rows(of: dataset, history: history)
    let rows = space.samples(of: try dataset.part(.train), in: dataset, lookahead: 0).rows
    guard !rows.isEmpty else { throw Failure("no training row has \(history) rows of history") }
    var (centers, scales) = ([Double](), [Double]())
    for column in 0..<width {
      let sample = rows.map { means[Int($0) * width + column] }
      let (center, spread) = ScalingMethod.standard.fit(sample)
      centers.append(center)
      scales.append(spread > 0 ? spread : 1)
    }
    let constants = [
      NetworkConstant("input.center", centers), NetworkConstant("input.scale", scales),
    ]
    return (scaled(means, width, constants), constants)
  }

  private static func scaled(
    _ means: [Double], _ width: Int, _ constants: [NetworkConstant]
  ) -> [Float] {
    let (centers, scales) = (constants[0].values, constants[1].values)
    return means.enumerated().map { place, mean in
      Float((mean - centers[place % width]) / scales[place % width])
    }
  }

  /// The values of a date's symbols side by side.
  func byDate(_ table: DateTable) -> [Float] {
    table.rows.flatMap { values[Int($0) * width..<(Int($0) + 1) * width] }
  }
}
