import Runtime

/// A named set of causal columns on one frame; its columns are members: `vol.rv`.
public final class FeatureSetValue: ObjectValue {
  public let features: FeatureSet
  /// The name the frame was bound to.
  public let frameName: String

  public init(_ features: FeatureSet, frameName: String) {
    self.features = features
    self.frameName = frameName
  }

  public let typeName = "feature set"
  public var summary: String {
    let count = features.features.count
    let lookback = features.lookback.map { "lookback \($0) bars" } ?? "lookback unbounded"
    return "features \(features.name) on \(frameName): \(count) "
      + "\(count == 1 ? "column" : "columns"), \(lookback)"
  }

  public func describe(_ printer: PrintContext) -> String {
    let rows = features.features
    let table = TextTable([
      .init("feature", align: .left, rows.map(\.name)),
      .init("lookback", unit: "bars", rows.map { Self.lookback($0.expression) }),
      .init("fit", align: .left, rows.map { "\($0.expression.reach.fit)" }),
    ])
    return summary + "\n" + table.render(width: printer.width)
  }

  private static func lookback(_ expression: Expression) -> String {
    let bars = expression.reach.lookback
    return bars >= -Reach.unbounded ? "all" : String(bars)
  }

  public var memberNames: [String] { features.features.map(\.name) }
  public func member(_ name: String) throws -> Value? {
    features[name].map { .series(SeriesValue($0, name: name, frame: features.frame)) }
  }
}
