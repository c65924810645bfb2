import Runtime

/// A book beside another one, on the days that both have.
struct BookPair: Sendable {
  let name: String
  /// Common days.
  let days: Int
  /// nil where there are too few of them, or nothing was at stake.
  let test: PairedReturns?
  /// The share of days on which it is the worse one; on the rest both are equal or it is better.
  let losses: Double

  /// Fewer days say nothing.
  static let leastDays = 20

  /// - Throws: `Interrupted`.
  init(
    _ book: BookValue, named name: String, against first: BookValue, draws: Int, seed: UInt64,
    meanBlock: Double?
  ) throws {
    let (own, other) = (book.book.datedReturns, first.book.datedReturns)
    self.name = name
    let (common, columns) = DatedReturns.overlaid([own, other])
    days = common.count
    let worse = zip(columns[0], columns[1]).count { $0.0 < $0.1 }
    losses = common.isEmpty ? .nan : Double(worse) / Double(common.count)
    test =
      days < Self.leastDays
      ? nil
      : try PairedReturns(
        own, other, periodsPerYear: first.book.dailyReturns.periodsPerYear, draws: draws,
        seed: seed, meanBlock: meanBlock)
  }

  /// The members of a pair, missing without a test.
  var numbers: [(name: String, value: Double)] {
    [
      ("mean_difference", test?.meanDifference ?? .nan), ("mean_se", test?.meanError ?? .nan),
      ("mean_t", test?.meanT ?? .nan), ("mean_p", test?.meanProbability ?? .nan),
      ("sharpe_difference", test?.sharpeDifference ?? .nan),
      ("sharpe_se", test?.sharpeError ?? .nan), ("sharpe_p", test?.sharpeProbability ?? .nan),
      ("bootstrap_p", test?.bootstrapProbability ?? .nan),
      ("correlation", test?.correlation ?? .nan), ("wins", test?.wins ?? .nan),
      ("losses", test == nil ? .nan : losses),
      ("count", Double(days)),
    ]
  }

  /// What the test says, in words.
  var text: String {
    guard let test else {
      let count = days == 1 ? "1 day" : "\(days) days"
      return "only \(count) in common: too few to compare"
    }
    guard test.wins + losses > 0 else {
      return "the same returns on \(NumberFormat.count(days)) days"
    }
    func percent(_ value: Double) -> String { NumberFormat.percent(value, decimals: 1) }
    func fixed(_ value: Double, _ decimals: Int = 2) -> String {
      NumberFormat.fixed(value, decimals: decimals)
    }
    func probability(_ value: Double) -> String { value < 0.0005 ? "<0.001" : fixed(value, 3) }
    func way(_ value: Double, _ up: String, _ down: String) -> String { value < 0 ? down : up }
    let gap = test.sharpeDifference
    let sharpe =
      gap.isNaN
      ? "no Sharpe ratios to compare"
      : "Sharpe ratio \(way(gap, "higher", "lower")) by \(fixed(abs(gap))) (error "
        + "\(fixed(test.sharpeError)), p \(probability(test.sharpeProbability)), bootstrap "
        + "\(probability(test.bootstrapProbability)))"
    return "earns \(percent(abs(test.meanDifference))) a year "
      + "\(way(test.meanDifference, "more", "less")) (error \(percent(test.meanError)), t "
      + "\(fixed(test.meanT)), p \(probability(test.meanProbability))); \(sharpe); correlation \(fixed(test.correlation)); better on "
      + "\(percent(test.wins)), worse on \(percent(losses)) of "
      + "\(NumberFormat.count(days)) days: \(verdict(test))"
  }

  /// Both tests have to agree.
  private func verdict(_ test: PairedReturns) -> String {
    let isMean = test.meanProbability <= 0.05
    let isSharpe = max(test.sharpeProbability, test.bootstrapProbability) <= 0.05
    if isMean, isSharpe { return "more than luck" }
    if isMean { return "the means differ by more than luck, the Sharpe ratios do not" }
    if isSharpe { return "the Sharpe ratios differ by more than luck, the means do not" }
    return "nothing to tell from luck"
  }
}
