import Foundation
import Testing

@testable import Runtime

/// The limit rule on four-hour bars of ten coins, made of hourly closes, against known results.
///
/// Needs the data folder in `FML_DATA`. The results were computed independently for the two-stage
/// system: constant prediction, hold 4 bars, 2 bp a side, fills at the limit when it is reached.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["FML_DATA"] != nil))
struct RealClosesTests {
  private static let bar: Int64 = 4 * 3_600_000_000_000

  struct Case: Sendable {
    let side: TradeSide
    let part: ClosedRange<Double>
    let prediction: Double
    let fillRate: Double
    /// Percent per order.
    let hard: Double
    let soft: Double?
  }

  static let cases = [
    Case(side: .long, part: 0...0.7, prediction: 0, fillRate: 0.733, hard: -0.205, soft: nil),
    Case(side: .long, part: 0...0.7, prediction: 0.01, fillRate: 0.189, hard: -0.062, soft: 0.241),
    Case(side: .long, part: 0...0.7, prediction: 0.02, fillRate: 0.063, hard: -0.028, soft: 0.285),
    Case(side: .short, part: 0...0.7, prediction: 0.01, fillRate: 0.196, hard: -0.164, soft: nil),
    Case(side: .long, part: 0.85...1, prediction: 0.01, fillRate: 0.286, hard: -0.044, soft: nil),
    Case(side: .long, part: 0.85...1, prediction: 0.02, fillRate: 0.124, hard: 0.021, soft: nil),
    Case(side: .long, part: 0.85...1, prediction: 0.03, fillRate: 0.058, hard: 0.033, soft: nil),
    Case(side: .short, part: 0.85...1, prediction: 0.01, fillRate: 0.293, hard: -0.483, soft: nil),
  ]

  @Test func figuresAreTheKnownOnes() throws {
    let frame = try fourHourBars()
    for expected in Self.cases {
      let ranges = frame.axis.segments.map { segment in
        // Parts are cut by orders, the last of which exits four bars later.
        let orders = Double(segment.rows.count - 4)
        let lower = segment.rows.lowerBound + Int(expected.part.lowerBound * orders)
        return lower..<(segment.rows.lowerBound + Int(expected.part.upperBound * orders) + 4)
      }
      var rule = LimitOrderRule(side: expected.side, hold: 4)
      (rule.prices, rule.touch, rule.gap, rule.steepness) = (.closes, .fill, .limit, 100)
      let prediction = [Double](repeating: expected.prediction, count: frame.rowCount)
      let book = try Backtest.run(
        prediction: prediction, frame: frame, ranges: ranges, rule: rule)
      #expect(abs(book.counts.fillRate - expected.fillRate) < 0.0006, "\(expected)")
      #expect(
        abs(100 * (try #require(book.figure("expected_profit"))) - expected.hard) < 0.0006,
        "\(expected)")
      if let soft = expected.soft {
        #expect(abs(100 * book.softExpectedProfit - soft) < 0.0006, "\(expected)")
      }
    }
  }

  /// High and low of a bar are the highest and lowest of its four closes.
  private func fourHourBars() throws -> Frame {
    let closes = try hourlyCloses()
    let count = closes[0].count / 4
    let times = (0..<count).map { Int64($0) * Self.bar }
    func column(_ name: String, _ value: (ArraySlice<Double>) -> Double?) -> Frame.Field {
      let values = closes.flatMap { symbol in
        (0..<count).map { value(symbol[(4 * $0)..<(4 * $0 + 4)]) ?? .nan }
      }
      return Frame.Field(name: name, original: name, column: .numbers(values))
    }
    let segments = closes.indices.map {
      Axis.Segment(symbol: "S\($0)", rows: ($0 * count)..<(($0 + 1) * count))
    }
    let all = closes.flatMap { _ in times }
    let axis = Axis(times: all, known: all.map { $0 + Self.bar }, segments: segments)
    let fields = [
      column("high") { $0.max() }, column("low") { $0.min() }, column("close") { $0.last },
    ]
    return Frame(axis: axis, fields: fields, source: "closes", hasTrueRange: false)
  }

  private func hourlyCloses() throws -> [[Double]] {
    let folder = try #require(ProcessInfo.processInfo.environment["FML_DATA"])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/gzip")
    process.arguments = ["-dc", folder + "/crypto10_close_1h_2023_2025.csv.gz"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    var closes = [[Double]](repeating: [], count: 10)
    for line in text.split(whereSeparator: \.isNewline).dropFirst() {
      let cells = line.split(separator: ",")
      for symbol in 0..<10 { closes[symbol].append(try #require(Double(cells[symbol + 1]))) }
    }
    return closes
  }
}
