/// The drawing surface of a terminal in its own units: character cells or pixels.
struct Canvas: Equatable {
  let width: Double
  let height: Double
  /// The room that one character of a label takes.
  let characterWidth: Double
  let lineHeight: Double
  /// Whether one cell holds one character and nothing is smaller than a cell.
  let isText: Bool
  /// Whether lines of a text surface have colours.
  let isColored: Bool

  /// - Throws: `PlotError` when the surface is too small or too large to draw on.
  init(_ terminal: Terminal) throws(PlotError) {
    switch terminal {
    case .text(let columns, let rows, let colored):
      guard (30...1000).contains(columns), (10...500).contains(rows) else {
        throw .badTextSize(columns: columns, rows: rows)
      }
      self.init(text: Double(columns), Double(rows), isColored: colored)
    case .sixel(let width, let height), .picture(_, let width, let height):
      guard (300...10_000).contains(width), (200...10_000).contains(height) else {
        throw .badPictureSize(width: width, height: height)
      }
      self.init(pixels: Double(width), Double(height))
    }
  }

  private init(text columns: Double, _ rows: Double, isColored: Bool) {
    width = columns
    height = rows
    characterWidth = 1
    lineHeight = 1
    isText = true
    self.isColored = isColored
  }

  private init(pixels width: Double, _ height: Double) {
    self.width = width
    self.height = height
    characterWidth = 8.4
    lineHeight = 19
    isText = false
    isColored = true
  }

  /// A distance from the left edge as gnuplot's screen coordinate.
  func screenX(_ x: Double) -> String { NumberText.coordinate(x / width) }

  /// A distance from the upper edge as gnuplot's screen coordinate.
  func screenY(_ y: Double) -> String { NumberText.coordinate(1 - y / height) }

  /// The room that a text takes.
  func textWidth(_ text: String) -> Double { Double(text.count) * characterWidth }

  /// How many characters fit between the side margins.
  var charactersPerLine: Int { Int(exactly: (width / characterWidth).rounded(.down)) ?? 30 }
}

extension PlotError {
  fileprivate static func badTextSize(columns: Int, rows: Int) -> PlotError {
    PlotError("\(columns)x\(rows) characters is no size for a chart: 30x10 to 1000x500")
  }

  fileprivate static func badPictureSize(width: Int, height: Int) -> PlotError {
    PlotError("\(width)x\(height) pixels is no size for a chart: 300x200 to 10000x10000")
  }
}
