/// Draws charts with the gnuplot program, one process for each chart.
public struct Gnuplot: Sendable {
  /// The program's path; nil when it was not found.
  private let program: String?

  /// - Parameter searchPath: folders separated by colons; nil for the environment's `PATH`.
  public init(searchPath: String? = nil) {
    program = ProgramSearch.path(of: "gnuplot", in: searchPath)
  }

  /// The chart in characters, without blanks at line ends, ending with a line end.
  ///
  /// - Throws: `PlotError` when the chart has nothing to draw, or gnuplot is missing, fails or
  ///   complains.
  public func text(
    _ chart: Chart, columns: Int = 79, rows: Int = 24, isColored: Bool = false
  ) throws(PlotError) -> String {
    let bytes = try draw(
      chart, on: .text(columns: columns, rows: rows, isColored: isColored))
    return TextDrawing.tidied(bytes)
  }

  /// The chart as an `svg` element for a page, which may hold several of them.
  ///
  /// - Parameter height: that of the chart when nil.
  /// - Throws: as `text`.
  public func svg(
    _ chart: Chart, width: Int = 1000, height: Int? = nil
  ) throws(PlotError) -> String {
    let height = height ?? chart.pictureHeight
    return SVGDrawing.embedded(
      try draw(chart, on: .picture(.svg, width: width, height: height)))
  }

  /// The bytes that gnuplot draws for a terminal: a file's contents, or sixels.
  /// - Throws: as `text`.
  public func draw(_ chart: Chart, on terminal: Terminal) throws(PlotError) -> [UInt8] {
    let script = try GnuplotScript(chart, on: terminal)
    guard let program else { throw .missing }
    let process = try GnuplotProcess(program)
    let bytes = try process.run(script)
    guard !bytes.isEmpty else { throw .drewNothing }
    if case .picture(.svg, _, _) = terminal { return SVGDrawing.titled(bytes, chart.title) }
    return bytes
  }

  /// Writes the chart to a file whose ending chooses the format; the file appears whole or not
  /// at all.
  ///
  /// - Parameter height: that of the chart when nil.
  /// - Throws: `PlotError` naming `out` for an unknown ending or a file that cannot be written,
  ///   else as `text`.
  public func write(
    _ chart: Chart, to path: String, width: Int = 1000, height: Int? = nil
  ) throws(PlotError) {
    let format = try FileFormat(path: path)
    let file = try AtomicFile(path)
    let height = height ?? chart.pictureHeight
    try file.write(try draw(chart, on: .picture(format, width: width, height: height)))
  }
}

extension PlotError {
  fileprivate static var missing: PlotError {
    PlotError(
      "gnuplot is not installed, and charts are drawn with it",
      hint: "apt-get install --no-install-recommends gnuplot-nox")
  }

  fileprivate static var drewNothing: PlotError { PlotError("gnuplot drew nothing") }
}
