/// What a file, several files or a query became.
public struct LoadedData: Sendable {
  public let frame: Frame
  /// One line that says how the source was understood.
  public let decisions: String
}
