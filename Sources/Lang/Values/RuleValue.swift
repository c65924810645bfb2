/// A user's `rule`, kept as it was written.
public final class RuleValue: ObjectValue {
  public let function: FunctionValue

  public init(_ function: FunctionValue) { self.function = function }

  public let typeName = "rule"
  public var summary: String { "rule \(function.head)" }
  public func describe(_ printer: PrintContext) -> String { summary }
  public let memberNames: [String] = []
  public func member(_ name: String) throws -> Value? { nil }
}
