/// Every lint of a training, one line each.
public enum LintCatalog {
  public static let all: [any Lint.Type] = [
    AccuracyNoiseLint.self,
    BadBatchLint.self,
    ConstantPredictionLint.self,
    DeadOutputLint.self,
    DivergingValidationLint.self,
    ForeignLabelLint.self,
    GradientNormLint.self,
    MixedDateLint.self,
    NoTestPartLint.self,
    RankTemperatureLint.self,
    SaturatedHeadLint.self,
    SigmoidTwiceLint.self,
    StuckValidationLint.self,
    TargetScaleLint.self,
    WorseThanConstantLint.self,
  ]
}
