import Foundation
import Testing

@testable import Runtime

/// Agreement with pandas and TA-Lib: `Tests/Reference/operators.py` made the numbers.
@Suite struct OperatorReferenceTests {
  /// TA-Lib gives all outputs of these from the last one's first row on; fml gives each as it comes.
  static let earlier: Set<String> = [
    "macd(close, 12, 26, 9).line", "stoch(14, 3, 3).k",
  ]

  @Test(arguments: ["operators_spx.csv", "operators_stocks.csv", "operators_features.csv"])
  func agrees(_ file: String) throws {
    let table = try ReferenceTable(file)
    #expect(table.headers.count > 10)
    let evaluator = ColumnEvaluator()
    for header in table.headers {
      let expression = try ExampleReader.expression(header, on: table.frame)
      var values = try evaluator.values(of: expression)
      if values.count == 1 { values = Array(repeating: values[0], count: table.frame.rowCount) }
      let expected = table.columns[header] ?? []
      let scale = expected.filter { !$0.isNaN }.map(abs).max() ?? 0
      let worst = zip(values, expected).enumerated().first { _, pair in
        if pair.1.isNaN { return !pair.0.isNaN && !Self.earlier.contains(header) }
        return !(abs(pair.0 - pair.1) <= 1e-9 * abs(pair.1) + 1e-13 * scale)
      }
      #expect(worst == nil, "\(header): row \(worst?.offset ?? 0) \(worst?.element ?? (0, 0))")
    }
  }
}

/// A table of reference columns with the frame they were made from.
struct ReferenceTable {
  let frame: Frame
  /// The expressions, in order.
  let headers: [String]
  let columns: [String: [Double]]

  private static let inputs = ["date", "symbol", "open", "high", "low", "close", "volume", "row"]

  init(_ file: String) throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Reference/\(file)").standardized
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init) }
    let names = lines.first ?? []
    var columns: [String: [Double]] = [:]
    var (dates, symbols) = ([Int64](), [String]())
    for cells in lines.dropFirst() {
      for (name, cell) in zip(names, cells) {
        switch name {
        case "date": dates.append(Self.nanoseconds(cell))
        case "symbol": symbols.append(cell)
        default: columns[name, default: []].append(Double(cell) ?? .nan)
        }
      }
    }
    let axis = Axis(
      times: dates, segments: symbols.isEmpty ? nil : Self.segments(symbols),
      frequency: Nanoseconds.day, isDaily: true)
    let fields = Self.inputs.compactMap { name in
      columns[name].map { Frame.Field(name: name, original: name, column: .numbers($0)) }
    }
    frame = Frame(axis: axis, fields: fields, source: file)
    headers = names.filter { !Self.inputs.contains($0) }
    self.columns = columns
  }

  private static func nanoseconds(_ date: String) -> Int64 {
    let parts = date.split(separator: "-").compactMap { Int($0) }
    guard parts.count == 3 else { return 0 }
    var components = DateComponents()
    (components.year, components.month, components.day) = (parts[0], parts[1], parts[2])
    components.timeZone = TimeZone(identifier: "UTC")
    let day =
      Calendar(identifier: .gregorian).date(from: components) ?? Date(timeIntervalSince1970: 0)
    return Int64(day.timeIntervalSince1970) * Nanoseconds.second
  }

  private static func segments(_ symbols: [String]) -> [Axis.Segment] {
    var segments: [Axis.Segment] = []
    var first = 0
    for row in symbols.indices where row + 1 == symbols.count || symbols[row] != symbols[row + 1] {
      segments.append(Axis.Segment(symbol: symbols[row], rows: first..<row + 1))
      first = row + 1
    }
    return segments
  }
}
