/// A named set of causal columns on one frame: the inputs of a model.
public final class FeatureSet: Sendable {
  /// One column expression with its name.
  public struct Feature: Sendable {
    public let name: String
    public let expression: Expression

    public init(name: String, expression: Expression) {
      self.name = name
      self.expression = expression
    }
  }

  public let name: String
  public let frame: Frame
  public let features: [Feature]

  /// - Throws: `Failure` when the set is empty, a name is used twice, or a feature is no column of
  ///   the frame, reads the future or was fitted on the whole sample.
  public init(name: String, frame: Frame, features: [Feature]) throws {
    guard !features.isEmpty else { throw Failure("features '\(name)' names no column") }
    var seen: Set<String> = []
    for feature in features {
      guard seen.insert(feature.name).inserted else {
        throw Failure("features '\(name)' names '\(feature.name)' twice")
      }
      try Self.check(feature, of: frame)
    }
    self.name = name
    self.frame = frame
    self.features = features
  }

  /// The longest lookback in bars; nil when a feature needs the whole history.
  public var lookback: Int? {
    let longest = features.map(\.expression.reach.lookback).max() ?? 0
    return longest >= -Reach.unbounded ? nil : longest
  }

  public subscript(_ name: String) -> Expression? {
    features.first { $0.name == name }?.expression
  }

  private static func check(_ feature: Feature, of frame: Frame) throws {
    let expression = feature.expression
    let culprit = expression.origin.map(Failure.Culprit.origin) ?? .none
    guard expression.type.axis === frame.axis else {
      throw Failure("feature '\(feature.name)' is not a series of this frame", culprit: culprit)
    }
    guard expression.reach.to <= 0 else {
      throw Failure(
        "feature '\(feature.name)' reads the future: look-ahead \(bars(expression.reach.to))",
        culprit: culprit, hint: "lead() is allowed in target and loss")
    }
    guard expression.reach.fit != .wholeSample else {
      throw Failure(
        "feature '\(feature.name)' uses a statistic of the whole sample", culprit: culprit,
        hint: "give the statistic a window, or wrap it as fit(...)")
    }
  }

  private static func bars(_ count: Int) -> String { count == 1 ? "1 bar" : "\(count) bars" }
}
