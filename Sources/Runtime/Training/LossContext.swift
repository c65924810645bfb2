/// What a loss may read while it is built for one batch size.
public struct LossContext: Sendable {
  /// The model's prediction, after its link.
  ///
  /// - Shape: `shape`: `[B]`, or `[B, symbols]` where a sample is a date.
  public let prediction: Expression
  /// What the head emits before its link; losses with a fused form (`bce`) read it.
  public let logit: Expression
  /// The label.
  public let label: Expression
  public let shape: [Int]
  /// The frame whose columns `bar` names.
  public let frame: Frame
  /// Live numbers by the name of the option.
  public let options: [String: Expression]

  public init(
    prediction: Expression, logit: Expression, label: Expression, shape: [Int],
    frame: Frame, options: [String: Expression]
  ) {
    self.prediction = prediction
    self.logit = logit
    self.label = label
    self.shape = shape
    self.frame = frame
    self.options = options
  }

  /// `bar.close`: a column of the dataset's frame; it is gathered where it meets a tensor.
  ///
  /// - Throws: `Failure` naming the columns there are.
  public func bar(_ name: String) throws -> Expression {
    guard let column = frame.expression(name) else {
      throw Failure("no column '\(name)' in the frame", hint: frame.names.joined(separator: ", "))
    }
    return column
  }

  /// The live number of an option.
  ///
  /// - Throws: `Failure` when the loss has no such option.
  public func option(_ name: String) throws -> Expression {
    guard let option = options[name] else { throw Failure("the loss has no option '\(name)'") }
    return option
  }

  /// The mean over the samples of the batch.
  public func mean(_ x: Expression) throws -> Expression {
    try .mean(x.type.shape == .column ? .gathered(x, shape: shape) : x)
  }
}
