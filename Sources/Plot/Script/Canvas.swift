/// The drawing surface of a terminal in its own units: character cells or pixels.
struct Canvas: Equatable {
  let width: Double
  var height: Double
  /// The room that one character of a label takes.
  let characterWidth: Double
  let lineHeight: Double
  /// Whether one cell holds one character and nothing is smaller than a cell.
  let isText: Bool
  /// Whether lines of a text surface have colours.
  let isColored: Bool
  /// gnuplot's name for the font of titles; empty for the font of all texts.
  let titleFont: String
  /// gnuplot's name for the font of small texts; empty where the size cannot be changed.
  let smallFont: String

  /// - Throws: `PlotError` when the surface is too small or too large to draw on.
  init(_ terminal: Terminal) throws(PlotError) {
    switch terminal {
    case .text(let columns, let rows, let colored):
      guard (30...1000).contains(columns), (10...500).contains(rows) else {
        throw .badTextSize(columns: columns, rows: rows)
      }
      self.init(text: Double(columns), Double(rows), isColored: colored)
    case .sixel(let width, let height):
      try self.init(pixels: width, height, titleFont: "", smallFont: "")
    case .picture(.svg, let width, let height):
      try self.init(pixels: width, height, titleFont: "sans-serif Bold,17", smallFont: ",11.6")
    case .picture(_, let width, let height):
      try self.init(pixels: width, height, titleFont: ":Bold,13", smallFont: ",8.8")
    }
  }

  private init(
    pixels width: Int, _ height: Int, titleFont: String, smallFont: String
  ) throws(PlotError) {
    guard (300...10_000).contains(width), (200...10_000).contains(height) else {
      throw .badPictureSize(width: width, height: height)
    }
    self.width = Double(width)
    self.height = Double(height)
    characterWidth = 8.6
    lineHeight = 19
    isText = false
    isColored = true
    self.titleFont = titleFont
    self.smallFont = smallFont
  }

  private init(text columns: Double, _ rows: Double, isColored: Bool) {
    width = columns
    height = rows
    characterWidth = 1
    lineHeight = 1
    isText = true
    self.isColored = isColored
    titleFont = ""
    smallFont = ""
  }

  /// A distance from the left edge as gnuplot's screen coordinate; in text of the cell.s middle.
  func screenX(_ x: Double) -> String { NumberText.coordinate((isText ? x + 0.5 : x) / width) }

  /// A distance from the upper edge as gnuplot's screen coordinate.
  func screenY(_ y: Double) -> String { NumberText.coordinate(1 - y / height) }

  /// The left and right edges of a plot; on a text surface those of its first and last column.
  func edgesX(_ left: Double, _ right: Double) -> (String, String) {
    guard isText else { return (screenX(left), screenX(right)) }
    return (Self.cell(left, of: width), Self.cell(right - 1, of: width))
  }

  /// The upper and lower edges of a plot, likewise.
  func edgesY(_ top: Double, _ bottom: Double) -> (String, String) {
    guard isText else { return (screenY(top), screenY(bottom)) }
    return (Self.cell(height - 1 - top, of: height), Self.cell(height - bottom, of: height))
  }

  /// The screen coordinate of a cell: gnuplot's text terminal multiplies it by the last cell's
  /// number, then cuts off the fraction at some edges and rounds at others.
  private static func cell(_ number: Double, of count: Double) -> String {
    NumberText.coordinate((number + 0.25) / (count - 1))
  }

  /// The room that a text takes; in a picture from the usual widths of letters.
  func textWidth(_ text: String) -> Double {
    if isText { return Double(text.count) }
    let em = 14.9
    return text.reduce(0) { $0 + em * Self.letterWidth($1) }
  }

  /// In units of the font size, for a wide sans-serif font.
  private static func letterWidth(_ letter: Character) -> Double {
    switch letter {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", " ": 0.31
    case "f", "t", "r", "(", ")", "[", "]", "-", "/", "J": 0.39
    case "m", "w", "M", "W", "%", "@", "+", "=": 0.88
    case "A"..."Z": 0.7
    default: 0.62
    }
  }

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
