extension Chart {
  /// What a colour says; the drawing picks the colour.
  public enum Tone: Sendable, Equatable {
    /// The next colour of the palette, in the order of the named series.
    case automatic
    /// The first colour of the palette, for several series of one meaning.
    case accent
    /// The leading series: black and wider.
    case leading
    /// Background: grey.
    case muted
    /// A loss or a warning: red.
    case adverse
  }
}
