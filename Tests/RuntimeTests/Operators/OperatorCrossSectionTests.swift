import Testing

@testable import Runtime

/// Cross-sections by label and by condition.
@Suite struct OperatorCrossSectionTests {
  /// Four symbols at two times; the second time of D is missing.
  private let frame: Frame = {
    let times: [Int64] = [1, 2, 1, 2, 1, 2, 1].map { $0 * Nanoseconds.day }
    let symbols = ["A", "B", "C", "D"].enumerated().map { index, name in
      Axis.Segment(symbol: name, rows: 2 * index..<min(2 * index + 2, 7))
    }
    let axis = Axis(times: times, segments: symbols, frequency: Nanoseconds.day, isDaily: true)
    let sector = Column.category(codes: [0, 0, 0, 0, 1, 1, -1], labels: ["tech", "bank"])
    return Frame(
      axis: axis,
      fields: [
        Frame.Field(name: "x", original: "x", column: .numbers([1, 5, 3, 7, 10, 20, 100])),
        Frame.Field(name: "sector", original: "sector", column: sector),
      ], source: "test")
  }()

  private func values(_ code: String) throws -> [Double] {
    try ColumnEvaluator().values(of: ExampleReader.expression(code, on: frame))
  }

  @Test func labelsSplitTheSymbols() throws {
    let means = try values("xmean(x, by=sector)")
    #expect(Array(means.dropLast()) == [2, 6, 2, 6, 10, 20] && means[6].isNaN)
    let ranks = try values("xrank(x, by=sector)")
    #expect(Array(ranks.dropLast()) == [0.5, 0.5, 1, 1, 1, 1] && ranks[6].isNaN)
  }

  @Test func conditionsLeaveSymbolsOut() throws {
    #expect(try values("xsum(x, where=x < 50)") == [14, 32, 14, 32, 14, 32, 14])
    #expect(try values("xdemean(x, where=x < 50)")[6].isNaN)
    #expect(try values("xcount(x)") == [4, 3, 4, 3, 4, 3, 4])
  }

  @Test func centredRanksSumToZero() throws {
    let ranks = try values("xrank(x, center=true)")
    #expect(abs(ranks[0] + ranks[2] + ranks[4] + ranks[6]) < 1e-12)
    #expect(abs(ranks[1] + ranks[3] + ranks[5]) < 1e-12)
  }

  @Test func labelsMustBeACategory() {
    #expect {
      try ExampleReader.expression("xmean(x, by=x)", on: frame)
    } throws: { error in
      (error as? Failure)?.culprit == .parameter("by")
    }
  }
}
