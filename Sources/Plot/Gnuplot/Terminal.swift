/// Where a chart is drawn.
public enum Terminal: Sendable, Equatable {
  /// Characters; colours only where the output is a terminal that shows them.
  case text(columns: Int, rows: Int, isColored: Bool)
  /// A picture inside a terminal that understands sixels.
  /// - Unit: pixels.
  case sixel(width: Int, height: Int)
  /// A picture in a file format.
  /// - Unit: pixels of 1/96 inch.
  case picture(FileFormat, width: Int, height: Int)

  /// Characters in the size used where there is no terminal.
  public static let plainText = Terminal.text(columns: 79, rows: 24, isColored: false)

  /// A picture in the usual size.
  public static func picture(_ format: FileFormat) -> Terminal {
    .picture(format, width: 1000, height: 600)
  }
}
