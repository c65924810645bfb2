/// A value of a program that the host reads by name.
public struct ProgramOutput: Sendable {
  public let name: String
  public let expression: Expression

  public init(_ name: String, _ expression: Expression) {
    self.name = name
    self.expression = expression
  }
}
