import Testing

@testable import Runtime

@Suite struct SegmentIndexTests {
  /// Symbols without rows are no row's.
  @Test func everyRowHasItsSymbol() {
    let bounds = [0..<0, 0..<3, 3..<3, 3..<4, 4..<10, 10..<10]
    let segments = bounds.enumerated().map { Axis.Segment(symbol: "S\($0)", rows: $1) }
    let axis = Axis(times: [], segments: segments, rowCount: 10)
    for row in -2..<13 {
      let expected = bounds.firstIndex { $0.contains(row) }
      #expect(axis.segmentIndex(ofRow: row) == expected)
      #expect(axis.symbol(ofRow: row) == (expected.map { "S\($0)" } ?? ""))
    }
    #expect(Axis(times: [], segments: [], rowCount: 0).segmentIndex(ofRow: 0) == nil)
  }
}
