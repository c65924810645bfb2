/// What keeps a chart from being made or drawn, in the user's words.
public struct PlotError: Error, Sendable, Equatable, CustomStringConvertible {
  public var message: String
  public var hint: String?
  /// The argument of the call that is to blame, where there is one: `out`, `bins`, `log`.
  public var parameter: String?

  public init(_ message: String, hint: String? = nil, parameter: String? = nil) {
    self.message = message
    self.hint = hint
    self.parameter = parameter
  }

  public var description: String { message }
}
