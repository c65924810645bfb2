/// Every score of predictions, one line each.
public enum ScoreCatalog {
  public static let all: [any Score.Type] = [
    Accuracy.self,
    AreaUnderCurve.self,
    AveragePrecision.self,
    BalancedAccuracy.self,
    BrierScore.self,
    Correlation.self,
    CrossEntropyScore.self,
    LogLoss.self,
    MatthewsCoefficient.self,
    MeanAbsoluteError.self,
    MeanSquaredError.self,
    MicroAreaUnderCurve.self,
    RSquared.self,
    RankCoefficient.self,
    RootMeanSquaredError.self,
  ]

  public static func score(named name: String) -> (any Score.Type)? {
    all.first { $0.name == name }
  }

  /// The scores that mean something for a label, by name.
  ///
  /// - Parameter isPanel: Whether there are several symbols at one time.
  public static func scores(for kind: Target.Kind, isPanel: Bool = false) -> [any Score.Type] {
    all.filter { $0.suits(kind) && (isPanel || !$0.needsPanel) }.sorted { $0.name < $1.name }
  }
}
