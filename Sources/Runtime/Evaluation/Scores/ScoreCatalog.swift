/// Every score of predictions, one line each.
public enum ScoreCatalog {
  public static let all: [any Score.Type] = [
    Accuracy.self,
    AreaUnderCurve.self,
    Correlation.self,
    LogLoss.self,
    MeanAbsoluteError.self,
    MeanSquaredError.self,
    RSquared.self,
    RootMeanSquaredError.self,
  ]

  public static func score(named name: String) -> (any Score.Type)? {
    all.first { $0.name == name }
  }

  /// The scores that mean something for a label, by name.
  public static func scores(for kind: Target.Kind) -> [any Score.Type] {
    all.filter { $0.suits(kind) }.sorted { $0.name < $1.name }
  }
}
