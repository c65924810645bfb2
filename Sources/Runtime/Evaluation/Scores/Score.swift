/// A figure of merit of predictions against what happened: one file, one line in `ScoreCatalog`.
///
/// A score that is not defined (no pairs, no spread) is missing (NaN).
public protocol Score: Entry {
  static var isHigherBetter: Bool { get }
  /// Whether the score means something for yes/no labels, and whether for numbers.
  static var suits: (yesNo: Bool, number: Bool) { get }
  /// Whether it means something for classes, given as codes.
  static var suitsClasses: Bool { get }
  /// Whether it compares symbols at the same time.
  static var needsPanel: Bool { get }
  static func value(of pairs: ScorePairs) -> Double
}

extension Score {
  /// The spelling in the language.
  public static var name: String { signature.name }
  public static var isHigherBetter: Bool { false }
  public static var suits: (yesNo: Bool, number: Bool) { (true, true) }

  public static var suitsClasses: Bool { false }
  public static var needsPanel: Bool { false }

  static func suits(_ kind: Target.Kind) -> Bool {
    switch kind {
    case .number: suits.number
    case .yesNo: suits.yesNo
    case .category: suitsClasses
    }
  }
}

extension Signature {
  static func score(_ name: String, _ summary: String, _ details: String = "") -> Signature {
    Signature(name, group: "scores", summary, details: details)
  }
}
