import Foundation
import Testing

@testable import Runtime

/// align and describe against pandas' numbers in `Tests/Reference/frames_*.csv`.
@Suite struct FrameReferenceTests {
  static func load(_ name: String) throws -> Frame {
    try CSVReader.read(path: TemporaryFile.repository + "/scripts/data/\(name).csv")
  }

  /// The cells of a reference file by row, without comment and header.
  static func reference(_ name: String) throws -> [[String]] {
    let path = TemporaryFile.repository + "/Tests/Reference/frames_\(name).csv"
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    return lines.dropFirst(2).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }

  @Test func volatilityAsOfTheDayBefore() throws {
    var align = Align()
    align.lag = Nanoseconds.day
    let day = try #require(CivilDate(year: 2014, month: 1, day: 3))
    align.range.lower = TimePoint(wall: day.startOfDay, isDay: true)
    let joined = try align.join(Self.load("spx_daily"), Self.load("vix_daily"))
    let expected = try Self.reference("align")
    #expect(joined.rowCount == expected.count)
    #expect(joined.names == ["open", "high", "low", "close", "volume", "vix"])
    for (row, cells) in expected.enumerated() {
      #expect(DateFormat.date(joined.axis.times[row]) == cells[0])
      #expect(joined.fields[3].column.values[row] == Double(cells[1]))
      let value = joined.fields[5].column.values[row]
      #expect(value == Double(cells[2]) || (value.isNaN && cells[2].isEmpty))
    }
  }

  @Test func indexOntoPanelWithTolerance() throws {
    var align = Align()
    align.tolerance = 2 * Nanoseconds.day
    align.prefix = "spx"
    let joined = try align.join(Self.load("stocks5_daily"), Self.load("spx_daily"))
    #expect(joined.rowCount == 12_154)
    let column = try joined.field("spx_close").column.values
    for (index, cells) in try Self.reference("align_panel").enumerated() {
      let row = index * 97
      #expect(DateFormat.date(joined.axis.times[row]) == cells[1])
      #expect(column[row] == Double(cells[2]))
    }
  }

  @Test func describe() throws {
    for cells in try Self.reference("describe") {
      let description = try Describe(Self.load(cells[0]), names: [cells[1]])
      guard case .numbers(let found) = try #require(description.entries.first).content else {
        Issue.record("\(cells[1]) is no number")
        continue
      }
      #expect(String(found.count) == cells[2])
      #expect(String(found.missing) == cells[3])
      let values = [
        found.mean, found.std, found.min, found.lowerQuartile, found.median, found.upperQuartile,
        found.max, found.skew,
      ]
      for (value, cell) in zip(values, cells.dropFirst(4)) {
        let expected = try #require(Double(cell))
        #expect(abs(value - expected) <= 1e-12 * abs(expected), "\(cells[0]) \(cells[1])")
      }
    }
  }
}
