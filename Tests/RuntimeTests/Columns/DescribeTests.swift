import Testing

@testable import Runtime

@Suite struct DescribeTests {
  static func frame() -> Frame {
    let times = (0..<4).map { Int64($0) * Nanoseconds.day }
    return Frame(
      axis: Axis(times: times, frequency: Nanoseconds.day, isDaily: true),
      fields: [
        .init(name: "adj_close", original: "Adj Close", column: .numbers([.nan, 1, 2, 4])),
        .init(
          name: "sector", original: "sector",
          column: .category(codes: [1, -1, 1, 0], labels: ["bank", "tech"])),
      ], source: "x")
  }

  @Test func numbersAndCategories() throws {
    let description = try Describe(Self.frame())
    #expect(description.summary == "4 rows, 1970-01-01 to 1970-01-04, every 1d")
    let close = description.entries[0]
    #expect(close.original == "Adj Close")
    #expect(close.first == "1970-01-02")
    #expect(close.last == "1970-01-04")
    guard case .numbers(let numbers) = close.content else {
      Issue.record("no numbers")
      return
    }
    #expect(numbers.count == 3 && numbers.missing == 1 && numbers.median == 2)
    #expect(
      description.entries[1].content
        == .category(labels: [("tech", 2), ("bank", 1)], missing: 1))
  }

  @Test func text() throws {
    #expect(
      try Describe(Self.frame()).text(width: 80) == """
        4 rows, 1970-01-01 to 1970-01-04, every 1d
        column     missing    mean     std  min  50%  max  25%  75%     skew       first
        adj_close        1  2.3333  1.5275    1    2    4  1.5    3  0.93522  1970-01-02
        (2 more columns: last, in the file)
        category  count  missing  labels  most frequent
        sector        3        1       2  tech 2, bank 1
        - 2 missing cells; gaps says where
        """)
  }

  @Test func columnsThatSayNothingAreNamed() throws {
    let values: [Double] = (0..<30).map { Double($0 % 7) }
    func field(_ name: String, _ values: [Double]) -> Frame.Field { .init(name, .numbers(values)) }
    let frame = Frame(
      axis: Axis(times: (0..<30).map { Int64($0) * Nanoseconds.day }, isDaily: true),
      fields: [
        field("x", values), field("flat", values.map { _ in 20 }), field("copy", values),
        field("empty", values.map { _ in .nan }), field("far", values.dropLast() + [-1e6]),
        .init("side", .category(codes: values.map { _ in 0 }, labels: ["buy"])),
      ], source: "x")
    let description = try Describe(frame)
    #expect(
      description.findings.prefix(4) == [
        "flat is 20 in every row", "empty holds no number", "side is buy in every row",
        "copy equals x in every row",
      ])
    guard case .numbers(let far) = description.entries[4].content else {
      return #expect(Bool(false))
    }
    #expect(far.outliers == 1 && far.zeros == values.dropLast().count { $0 == 0 })
  }

  @Test func frameTables() {
    #expect(
      Self.frame().table(rows: -2).render() == """
        date        adj_close  sector
        1970-01-03          2  tech
        1970-01-04          4  bank
        """)
    #expect(
      ShapingTests.panel().table(limit: 2).render() == """
        date        symbol  close
        1970-01-01  A           1
        1970-01-04  B          30
        (4 rows between them not shown)
        """)
    #expect(Self.frame().table(rows: .min).columns.first?.cells.count == 4)
    #expect(ShapingTests.panel().axis.symbol(ofRow: 99) == "")
  }

  @Test func edges() {
    let none = Statistics([.nan])
    #expect(none.count == 0 && none.missing == 1 && none.mean.isNaN && none.max.isNaN)
    let one = Statistics([3])
    #expect(one.mean == 3 && one.std.isNaN && one.median == 3 && one.skew.isNaN)
    let flat = Statistics([0.1, 0.1, 0.1, 0.1])
    #expect(flat.skew == 0)
    #expect(Statistics([]).count == 0)
    #expect(Statistics([.infinity, 1]).max == .infinity)
    #expect(Statistics.quantile([1, 2], 2).isNaN)
  }

  @Test func unknownColumn() {
    let failure = #expect(throws: Failure.self) {
      try Describe(Self.frame(), names: ["adj_clsoe"])
    }
    #expect(failure?.hint == "did you mean 'adj_close'?")
  }
}
