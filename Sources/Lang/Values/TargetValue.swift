import Runtime

/// A label: `target y = lead(ret, 1)`.
public final class TargetValue: ObjectValue {
  public let target: Target

  public init(_ target: Target) { self.target = target }

  static func make(_ name: String, of value: Value) throws -> Target {
    guard case .series(let series) = value else {
      throw Failure("target '\(name)' must be a series, not \(value.described)")
    }
    return try Target(name: name, expression: series.expression)
  }

  public let typeName = "target"
  public var summary: String {
    let kind =
      switch target.kind {
      case .number: "number"
      case .yesNo: "yes/no"
      case .category(let labels): "category of \(labels.count)"
      }
    return "target \(target.name): \(kind), horizon \(target.horizon) \(bars)"
  }
  private var bars: String { target.horizon == 1 ? "bar" : "bars" }

  public func describe(_ printer: PrintContext) -> String { summary }

  public var memberNames: [String] { ["horizon", "series"] }
  public func member(_ name: String) throws -> Value? {
    switch name {
    case "horizon": .number(Double(target.horizon))
    case "series": .series(SeriesValue(target.expression, name: target.name))
    default: nil
    }
  }
}
