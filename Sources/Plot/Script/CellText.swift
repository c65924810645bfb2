/// Which texts of a matrix are drawn in its cells, and in which size.
struct CellText: Equatable {
  /// The lines of each cell.
  let lines: [[String]]
  let isSmall: Bool
  /// The width of the longest line and the most lines of a cell.
  let width: Double
  let lineCount: Int

  /// How much smaller the small font is.
  static let smallSize = 0.8

  /// The fullest texts that fit cells of this size; nil where none does.
  static func fitting(
    _ cells: Chart.Cells, width: Double, height: Double, canvas: Canvas
  ) -> CellText? {
    let sizes = canvas.smallFont.isEmpty ? [false] : [false, true]
    for form in cells.texts {
      for isSmall in sizes {
        let text = CellText(form, isSmall: isSmall, canvas: canvas)
        let size = isSmall ? smallSize : 1
        let high = Double(text.lineCount) * canvas.lineHeight * size
        if text.width + canvas.characterWidth <= width, high <= height { return text }
      }
    }
    return nil
  }

  /// One character for each cell.
  init(marks: [String]) {
    lines = marks.map { [$0] }
    isSmall = false
    width = 1
    lineCount = 1
  }

  private init(_ form: [String], isSmall: Bool, canvas: Canvas) {
    self.isSmall = isSmall
    lines = form.map {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let widest = lines.joined().map { canvas.textWidth($0) }.max() ?? 0
    width = widest * (isSmall ? Self.smallSize : 1)
    lineCount = max(lines.map(\.count).max() ?? 1, 1)
  }
}
