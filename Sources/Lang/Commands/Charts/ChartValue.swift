import Plot
import Runtime

/// A chart that was bound to a name.
public final class ChartValue: ObjectValue {
  public let chart: Chart

  public init(_ chart: Chart) { self.chart = chart }

  public var typeName: String { "chart" }
  public var summary: String { "chart '\(chart.title)'" }
  public var memberNames: [String] { [] }
  public func describe(_ printer: PrintContext) -> String { summary }
  public func member(_ name: String) throws -> Value? { nil }
}
