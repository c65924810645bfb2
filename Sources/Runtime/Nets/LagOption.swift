/// The `lags=` option of autoregressive models.
enum LagOption {
  static let longest = 10_000
  static let standard = [1, 5, 22]

  /// Ascending, each once.
  ///
  /// - Throws: `Failure` for an empty list, a lag below 1 or one given twice.
  static func sorted(_ options: BoundOptions, _ parameter: Parameter) throws -> [Int] {
    let lags = try options.integers(parameter, in: 1...longest) ?? standard
    guard !lags.isEmpty, Set(lags).count == lags.count else {
      throw Failure(
        "\(parameter.name)= needs different numbers of bars, such as [1, 5, 22]",
        culprit: .parameter(parameter.name))
    }
    return lags.sorted()
  }
}
