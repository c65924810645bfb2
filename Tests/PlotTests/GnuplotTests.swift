import Foundation
import Testing

@testable import Plot

struct GnuplotTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "fml-plot-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  @Test func aMissingGnuplotIsNamedWithItsRemedy() throws {
    let chart = try SampleCharts.intraday()
    let error = failure { try Gnuplot(searchPath: folder).text(chart) }
    #expect(error?.message == "gnuplot is not installed, and charts are drawn with it")
    #expect(error?.hint?.contains("gnuplot-nox") == true)
  }

  @Test func anEarlyEndIsAnErrorAndNoSignalKillsTheCaller() throws {
    try program("exit 3")
    let chart = try SampleCharts.line(rows: 20_000)
    let error = failure { try Gnuplot(searchPath: folder).text(chart, columns: 900) }
    #expect(error?.message == "gnuplot ended early with status 3")
  }

  @Test func aComplaintIsPassedOn() throws {
    try program("cat > /dev/null; echo '         line 0: undefined variable: q' >&2; exit 1")
    let chart = try SampleCharts.intraday()
    let error = failure { try Gnuplot(searchPath: folder).text(chart) }
    #expect(error?.message == "gnuplot failed: line 0: undefined variable: q")
  }

  @Test func aKilledGnuplotIsAnError() throws {
    try program("kill -9 $$")
    let chart = try SampleCharts.intraday()
    let error = failure { try Gnuplot(searchPath: folder).text(chart) }
    #expect(error?.message == "gnuplot was ended by signal 9")
  }

  @Test func drawingNothingIsAnError() throws {
    try program("cat > /dev/null")
    let chart = try SampleCharts.intraday()
    let error = failure { try Gnuplot(searchPath: folder).text(chart) }
    #expect(error?.message == "gnuplot drew nothing")
  }

  @Test func aProgramThatCannotRunIsAnError() throws {
    try "not a program".write(toFile: folder + "/gnuplot", atomically: true, encoding: .utf8)
    chmod(folder + "/gnuplot", 0o755)
    let chart = try SampleCharts.intraday()
    let error = failure { try Gnuplot(searchPath: folder).text(chart) }
    #expect(error?.message.hasPrefix("cannot start '\(folder)/gnuplot': ") == true)
  }

  @Test func theProcessIsInItsOwnGroupAndWaitedFor() throws {
    try program("ps -o pid=,pgid= -p $$ > \(folder)/ids; exit 1")
    let chart = try SampleCharts.intraday()
    _ = failure { try Gnuplot(searchPath: folder).text(chart) }
    let ids = try String(contentsOfFile: folder + "/ids", encoding: .utf8)
      .split(whereSeparator: \.isWhitespace).compactMap { Int32($0) }
    try #require(ids.count == 2)
    #expect(ids[0] == ids[1])
    #expect(kill(ids[0], 0) == -1)
    #expect(errno == ESRCH)
  }

  @Test func anUnknownEndingWritesNothing() throws {
    let chart = try SampleCharts.intraday()
    for name in ["x.gif", "x", "svg", ".hidden/x.jpeg"] {
      let error = failure { try Gnuplot().write(chart, to: "\(folder)/\(name)") }
      #expect(error?.parameter == "out")
      #expect(error?.message == "'\(folder)/\(name)' does not end in .svg, .png or .pdf")
    }
    #expect(try files().isEmpty)
  }

  @Test func aPlaceThatCannotBeWrittenIsNamed() throws {
    let chart = try SampleCharts.intraday()
    try FileManager.default.createDirectory(
      atPath: folder + "/f.svg", withIntermediateDirectories: true)
    let cases = [
      ("\(folder)/none/x.svg", "No such file or directory"), ("\(folder)/f.svg", "Is a directory"),
      ("/proc/x.svg", "No such file or directory"),
    ]
    for (path, reason) in cases {
      let error = failure { try Gnuplot().write(chart, to: path) }
      #expect(error == PlotError("cannot write '\(path)': \(reason)", parameter: "out"))
    }
    #expect(try files() == ["f.svg"])
  }

  @Test func aFailedDrawingLeavesTheOldFileAlone() throws {
    let path = folder + "/x.svg"
    try "old".write(toFile: path, atomically: true, encoding: .utf8)
    try program("cat > /dev/null; echo 'no fonts' >&2; exit 1")
    let chart = try SampleCharts.intraday()
    _ = failure { try Gnuplot(searchPath: folder).write(chart, to: path) }
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    #expect(try files() == ["gnuplot", "x.svg"])
  }

  @Test func aFileIsReplacedWhole() throws {
    let path = folder + "/x.SVG"
    try String(repeating: "old", count: 100_000).write(
      toFile: path, atomically: true, encoding: .utf8)
    try Gnuplot().write(try SampleCharts.intraday(), to: path)
    let text = try String(contentsOfFile: path, encoding: .utf8)
    #expect(text.hasSuffix("</svg>\n\n"))
    #expect(!text.contains("oldold"))
    #expect(try files() == ["x.SVG"])
  }

  @Test func drawingsAreTheSameEveryTime() throws {
    let chart = try PnLChart.chart(of: SampleCharts.pnlInput(symbols: 4))
    let gnuplot = Gnuplot()
    #expect(try gnuplot.text(chart) == gnuplot.text(chart))
    let svg = try gnuplot.draw(chart, on: .picture(.svg))
    #expect(try gnuplot.draw(chart, on: .picture(.svg)) == svg)
  }

  @Test func textShowsTitleAxesAndLegend() throws {
    let chart = try PnLChart.chart(of: SampleCharts.pnlInput(symbols: 2))
    let text = try Gnuplot().text(chart)
    for part in [
      "P&L of s2, limit_long(hold=4, fee=2bp), test part", "cumulative P&L ($)", "** total",
      "## AAPL", "$$ GOOG", ":: max drawdown", "2004-09-01 to 2007-05-06", "2005-07",
      "net Sharpe 0.82 +- 0.31",
    ] {
      #expect(text.contains(part), "\(part)")
    }
  }

  @Test(arguments: [30, 33, 36, 40, 47, 60])
  func everyPanelStandsUnderItsHeading(rows: Int) throws {
    let chart = try SampleCharts.tearsheet(rows: 300)
    let lines = try Gnuplot().text(chart, columns: 100, rows: rows).split(
      separator: "\n", omittingEmptySubsequences: false)
    for panel in chart.panels {
      guard let heading = lines.firstIndex(where: { $0.hasPrefix(panel.left.label) }) else {
        continue
      }
      let top = lines[heading + 1]
      #expect(top.count > 6 && top.prefix(8).contains("+"), "\(panel.left.label): \(top)")
    }
  }

  @Test func coloursComeOnlyWhenAskedFor() throws {
    let chart = try SampleCharts.line(rows: 200)
    #expect(try !Gnuplot().text(chart).contains("\u{1b}"))
    #expect(try Gnuplot().text(chart, isColored: true).contains("\u{1b}["))
  }

  @Test func aTitleCannotRunCommands() throws {
    let mark = folder + "/ran"
    var chart = try SampleCharts.intraday()
    chart.title = "it's `touch \(mark)` \"x\" @y $7 \\n %d {/Bold z}"
    chart.notes = ["\n!touch \(mark)\n", "'; system('touch \(mark)') #"]
    let text = try Gnuplot().text(chart, columns: 200)
    #expect(text.contains(chart.title.replacing("`", with: "'")))
    #expect(!FileManager.default.fileExists(atPath: mark))
  }

  @Test func anSVGFileIsNamedAfterItsChart() throws {
    var chart = try SampleCharts.intraday()
    chart.title = "P&L <net>"
    let text = String(decoding: try Gnuplot().draw(chart, on: .picture(.svg)), as: UTF8.self)
    #expect(text.contains("<title>P&amp;L &lt;net&gt;</title>"))
    #expect(!text.contains("<title>Gnuplot"))
  }

  @Test func drawingsForOnePageShareNoNames() throws {
    var first = try SampleCharts.loss()
    first.title = "a <b> id='gpPt6'"
    let second = try SampleCharts.stress()
    let drawings = try [first, second].map { try Gnuplot().svg($0) }
    let names = drawings.map { drawing in
      Set(drawing.matches(of: /\sid=['"]([^'"]+)['"]/).map { String($0.1) })
    }
    #expect(names.allSatisfy { $0.count > 10 })
    #expect(names[0].isDisjoint(with: names[1]))
    for (drawing, names) in zip(drawings, names) {
      #expect(drawing.hasPrefix("<svg"))
      #expect(drawing.hasSuffix("</svg>"))
      #expect(!drawing.contains("<?xml"))
      let used = drawing.matches(of: /(?:href=['"]#|url\(#)([^'")]+)/).map { String($0.1) }
      #expect(!used.isEmpty)
      #expect(used.allSatisfy { names.contains($0) })
    }
    #expect(drawings[0].contains("<title>a &lt;b&gt; id='gpPt6'</title>"))
    #expect(try Gnuplot().svg(first) == drawings[0])
    #expect(drawings[0].contains("height=\"600\""))
  }

  @Test func sixelsAreDrawn() throws {
    let bytes = try Gnuplot().draw(
      SampleCharts.intraday(), on: .sixel(width: 600, height: 400))
    #expect(bytes.starts(with: [0x1b, UInt8(ascii: "P")]))
  }

  private func program(_ script: String) throws {
    try "#!/bin/sh\n\(script)\n".write(
      toFile: folder + "/gnuplot", atomically: true, encoding: .utf8)
    chmod(folder + "/gnuplot", 0o755)
  }

  private func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
  }

  private func failure<T>(_ body: () throws -> T) -> PlotError? {
    #expect(throws: PlotError.self) { _ = try body() }
  }
}
