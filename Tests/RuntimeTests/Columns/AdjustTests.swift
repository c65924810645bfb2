import Testing

@testable import Runtime

@Suite struct AdjustTests {
  /// A split of two for one on the third day, an adjusted close as a provider gives it.
  static func frame() -> Frame {
    let close = [100.0, 102, 52, 53]
    return CleanTests.frame(close).replacing(
      CleanTests.frame(close).fields + [.init("adj_close", .numbers([50, 51, 52, 53]))])
  }

  @Test func returnsOfAHolderFromTheFirstPriceOn() throws {
    let adjust = try Adjust(Self.frame())
    #expect(try adjust.frame.field("close").column.values == [100, 102, 104, 106])
    #expect(try adjust.frame.field("raw_close").column.values == [100, 102, 52, 53])
    #expect(try adjust.frame.field("high").column.values == [101, 103, 106, 108])
    #expect(try adjust.frame.field("volume").column.values == [5, 5, 5, 5])
    #expect(!adjust.frame.names.contains("adj_close"))
    #expect(adjust.breaks == [.init(row: 2, ratio: 2, isUnexplained: false)])
    #expect(adjust.report.first == "1 factor break, 1 of them of the size of a split")
    #expect(throws: Failure.self) { try Adjust(adjust.frame) }
  }

  /// A level depends on earlier rows alone, though the provider's factor depends on later ones.
  @Test func levelsDoNotReadLaterSplits() throws {
    let before = Self.frame().keeping(rows: [0, 1])
    let early = before.replacing(
      before.fields.map { $0.name == "adj_close" ? $0.with(.numbers([100, 102])) : $0 })
    let (whole, part) = (try Adjust(Self.frame()), try Adjust(early))
    #expect(
      try Array(whole.frame.field("close").column.values.prefix(2))
        == part.frame.field("close").column.values)
  }

  @Test func factorsByName() throws {
    let frame = CleanTests.frame([10, 10, 10]).replacing(
      CleanTests.frame([10, 10, 10]).fields + [.init("f", .numbers([2, .nan, 3]))])
    #expect(try Adjust(frame, factor: "f").frame.field("close").column.values == [10, 10, 15])
    #expect(throws: Failure.self) { try Adjust(frame, factor: "g") }
    #expect(throws: Failure.self) { try Adjust(frame) }
  }
}
