extension Run {
  /// The regression that a linear network is, in the units of features and label.
  public struct Coefficients: Sendable {
    /// Empty where all symbols share them.
    public let symbol: String
    /// `const` first, then a mean each.
    public let terms: [(name: String, value: Double)]
  }

  /// `p = const + Σ b_l x_l` of the kept weights, a list per symbol with weights of its own.
  ///
  /// - Throws: `Failure` for a network that is not linear in its inputs.
  public func coefficients() throws -> [Coefficients] {
    let (names, symbols) = network.linearTerms
    guard !names.isEmpty, network.link == .identity else {
      throw Failure(
        "\(name) has no coefficients: its network is not linear", hint: "har(lags=[1, 4, 24]) is")
    }
    let weights = weights.map(Double.init)
    let (count, width) = (max(1, symbols.count), names.count)
    guard weights.count == count * (width + 1) else { throw Failure("the weights do not fit") }
    return (0..<count).map { place in
      Coefficients(
        symbol: symbols.isEmpty ? "" : symbols[place],
        terms: terms(
          names, Array(weights[place * width..<(place + 1) * width]),
          bias: weights[count * width + place]))
    }
  }

  /// Undoes the scaling of inputs and output.
  private func terms(
    _ names: [String], _ weights: [Double], bias: Double
  ) -> [(name: String, value: Double)] {
    let (start, scale) = (constant("head.start")?.first ?? 0, constant("head.scale")?.first ?? 1)
    let centers = constant("input.center") ?? weights.map { _ in 0 }
    let spreads = constant("input.scale") ?? weights.map { _ in 1 }
    let slopes = weights.indices.map { scale * weights[$0] / spreads[$0] }
    let shift = slopes.indices.reduce(0) { $0 + slopes[$1] * centers[$1] }
    return [("const", start + scale * bias - shift)] + zip(names, slopes).map { ($0, $1) }
  }

  private func constant(_ name: String) -> [Double]? {
    network.constants.first { $0.name == name }?.values
  }
}
