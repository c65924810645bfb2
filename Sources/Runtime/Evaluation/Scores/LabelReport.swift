/// What the scores of yes/no labels and of classes leave out: how sure the accuracy is, which class was
/// taken for which, and the areas of every class.
public struct LabelReport: Sendable {
  public let pairs: ScorePairs
  /// One name per class; no and yes for yes/no labels.
  public let names: [String]
  /// How many independent labels the rows are worth.
  public let sample: EffectiveSample
  /// Against the share of the most frequent class, by the effective number of labels.
  public let accuracy: AccuracyInterval
  public let confusion: ConfusionMatrix
  /// Of several classes; nil for yes/no labels, whose area is a score.
  public let areas: ClassAreas?

  /// - Parameters:
  ///   - spans: The first and the last bar that each label looks at.
  ///   - prior: The shares of the classes in training; nil takes those of the rows.
  init(_ pairs: ScorePairs, names: [String], spans: [ClosedRange<Int>], prior: [Double]?) {
    (self.pairs, self.names) = (pairs, names)
    sample = EffectiveSample(spans)
    accuracy = AccuracyInterval(pairs, effective: sample.effective)
    confusion = ConfusionMatrix(pairs, names: names)
    areas = pairs.classes > 0 ? ClassAreas(pairs, names: names, prior: prior) : nil
  }

  /// The most frequent class among the rows.
  public var baseName: String {
    let counts = confusion.truthCounts
    guard let most = counts.indices.max(by: { counts[$0] < counts[$1] }) else { return "" }
    return names.indices.contains(most) ? names[most] : "\(most)"
  }

  /// A row for each class: how often it happened, and how well it was told from the rest.
  public struct ClassLine: Sendable {
    public let name: String
    public let count: Int
    public let share: Double
    public let precision: Double
    public let recall: Double
    /// Under its ROC curve against the rest; missing for yes/no labels.
    public let area: Double
  }

  public var classes: [ClassLine] {
    let (counts, total) = (confusion.truthCounts, Double(confusion.total))
    let (precisions, recalls) = (confusion.precisions, confusion.recalls)
    return counts.indices.map { code in
      ClassLine(
        name: confusion.names[code], count: counts[code],
        share: Double(counts[code]).dividedUnlessZero(by: total), precision: precisions[code],
        recall: recalls[code], area: areas?.classes[code].value ?? .nan)
    }
  }

  /// The ROC curve of yes, or of each class against the rest.
  public var curves: [(name: String, curve: ROCCurve)] {
    guard pairs.classes > 0 else { return [(names.last ?? "yes", ROCCurve(pairs))] }
    return (0..<pairs.classes).map { code in
      (confusion.names[code], ROCCurve(pairs.oneAgainstRest(code)))
    }
  }
}
