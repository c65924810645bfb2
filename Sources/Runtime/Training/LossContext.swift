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
  /// All outputs that are trained, by name; one without a name where there is one.
  public let heads: [LossHead]
  /// The weight of each sample; nil where all count the same.
  public var weights: Expression?
  /// The frame whose columns `bar` names.
  public let frame: Frame
  /// Live numbers by the name of the option.
  public let options: [String: Expression]

  /// The context of a loss on one output.
  public init(
    prediction: Expression, logit: Expression, label: Expression, shape: [Int],
    frame: Frame, options: [String: Expression], classShares: [Double]? = nil
  ) {
    let head = LossHead(
      name: "", prediction: prediction, logit: logit, label: label, classShares: classShares)
    self.init(head, heads: [head], shape: shape, frame: frame, options: options)
  }

  /// - Parameter head: The output that `prediction`, `logit` and `label` are of.
  init(
    _ head: LossHead, heads: [LossHead], shape: [Int], frame: Frame,
    options: [String: Expression]
  ) {
    self.prediction = head.prediction
    self.logit = head.logit
    self.label = head.label
    self.shape = shape
    self.heads = heads
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

  /// The share of each class among the training labels of the output at hand; nil for numbers.
  public var classShares: [Double]? { heads.first { $0.label === label }?.classShares }

  /// The same batch for the loss of one output.
  ///
  /// - Parameter prefix: Stands before the names of its options.
  /// - Throws: `Failure` naming the outputs there are.
  func head(_ name: String, optionsAfter prefix: String) throws -> LossContext {
    guard let head = heads.first(where: { $0.name == name }) else {
      let known = heads.map(\.name).joined(separator: ", ")
      throw Failure("the network has no output '\(name)', only \(known)")
    }
    let own = options.filter { $0.key.hasPrefix(prefix) }.map {
      (String($0.key.dropFirst(prefix.count)), $0.value)
    }
    var copy = LossContext(
      head, heads: [head], shape: shape, frame: frame,
      options: Dictionary(own, uniquingKeysWith: { $1 }))
    copy.weights = weights
    return copy
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
    try .mean(
      x.type.shape == .column ? .gathered(x, shape: shape) : x, mask: .sampleMask(shape))
  }
}
