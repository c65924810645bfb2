/// The areas under the ROC curves of classes: each against the rest, their mean, and all laid end to end
/// beside what the shares of the classes alone give.
public struct ClassAreas: Sendable, Equatable {
  public struct Area: Sendable, Equatable {
    public let name: String
    /// Missing of a class that does not occur, or alone does.
    public let value: Double
    /// Rows of the class.
    public let count: Int
  }

  public let classes: [Area]
  /// The mean over the classes that occur.
  public let macro: Double
  /// Every (row, class) a yes or no.
  public let micro: Double
  /// The micro area of a predictor that knows the shares of the classes and nothing else.
  public let priorMicro: Double

  /// - Parameters:
  ///   - names: One per class; codes where too few are given.
  ///   - prior: The shares that the priors' area is of; those among the scored rows where nil.
  /// - Complexity: O(n classes log(n classes)).
  public init(_ pairs: ScorePairs, names: [String] = [], prior: [Double]? = nil) {
    let codes = 0..<pairs.classes
    let counts = codes.map { code in pairs.truths.count { $0 == Double(code) } }
    classes = codes.map { code in
      let own = pairs.oneAgainstRest(code)
      return Area(
        name: code < names.count ? names[code] : "\(code)",
        value: AreaUnderCurve.area(own.predictions, own.truths), count: counts[code])
    }
    macro = LevelComparison.mean(classes.map(\.value).filter { !$0.isNaN })
    micro = MicroAreaUnderCurve.value(of: pairs)
    let shares = prior ?? counts.map { Double($0) / Double(pairs.count) }
    let constant = ScorePairs(
      predictions: pairs.predictions, truths: pairs.truths,
      shares: pairs.truths.flatMap { _ in shares }, classes: pairs.classes)
    priorMicro = shares.count == pairs.classes ? MicroAreaUnderCurve.value(of: constant) : .nan
  }
}
