/// A user's `def`, compiled once.
public final class FunctionValue: Sendable {
  public let name: String
  public let syntax: FunctionSyntax
  public init(name: String, syntax: FunctionSyntax) {
    self.name = name
    self.syntax = syntax
  }
}
