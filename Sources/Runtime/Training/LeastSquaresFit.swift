/// The weights of a linear network that make the squared error of the training samples least.
struct LeastSquaresFit {
  /// - Throws: `Failure` for another loss than mse, or a link.
  static func weights(of problem: TrainingProblem) throws -> [Float] {
    let network = problem.network
    guard problem.loss.name == Loss.mse.name, network.link == .identity, problem.weights == nil
    else {
      throw Failure(
        "least squares make the mean squared error small: loss=mse, an identity head, no weights",
        culprit: .parameter("fit"), hint: "fit=gradient takes any loss")
    }
    guard let source = network.sources.first else { throw Failure("the network has no input") }
    let label = try problem.dataset.label().values
    let head = Self.head(of: network)
    let (table, width) = (problem.training, source.width / network.space.width)
    var weights: [[Double]] = []
    for symbol in 0..<network.space.width {
      var rows: [Double] = []
      var right: [Double] = []
      for sample in 0..<table.count {
        let start = Int(table.positions[sample]) * source.width + symbol * width
        rows.append(1)
        rows += (start..<start + width).map { Double(source.matrix.float(at: $0)) }
        let row = Int(table.rows[sample * table.width + symbol])
        right.append((label[row] - head.start) / head.scale)
      }
      weights.append(try LeastSquares(rows, columns: width + 1, right).solution)
    }
    return (weights.flatMap { $0.dropFirst() } + weights.map { $0[0] }).map { Float($0) }
  }

  /// The affine map behind the linear layer.
  private static func head(of network: Network) -> (start: Double, scale: Double) {
    func constant(_ name: String) -> Double? {
      network.constants.first { $0.name == name }?.values.first
    }
    return (constant("head.start") ?? 0, constant("head.scale") ?? 1)
  }
}
