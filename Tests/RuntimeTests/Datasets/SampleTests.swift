import Testing

@testable import Runtime

struct SampleTests {
  static func panel(_ lead: Int) throws -> Dataset {
    let frame = Fixture.panel(
      [("A", 0, 60), ("B", 10, 50), ("C", 0, 60)], [("x", { Double($0 * 1000 + $1) })])
    return try Dataset(
      Fixture.features(frame, ["x"]), targets: [Fixture.target(frame, "x", lead: lead)],
      split: .fractions(train: 0.5, validation: 0.25, test: 0.25), values: Fixture.values)
  }

  @Test func datesNeedEverySymbol() throws {
    let table = try DateTable(Self.panel(1))
    #expect(table.count == 50)
    #expect(table.dropped == 10)
    #expect(table.times.first == 10 * Fixture.day)
    #expect(Array(table.rows[0..<3]) == [10, 60, 120])
  }

  @Test(arguments: [(1, 0), (2, 1), (4, 3)])
  func lossesThatReadPastThePartAreMasked(lookahead: Int, masked: Int) throws {
    let d = try Self.panel(1)
    let table = try DateTable(d)
    let space = SampleSpace(
      kind: .date, width: table.width, rows: table.rows,
      positions: (0..<Int32(table.count)).map { $0 })
    let part = try d.part(.train)
    let samples = space.samples(of: part, in: d, lookahead: lookahead)
    #expect(samples.masked == masked)
    let next = try d.part(.validation).span.lowerBound
    for row in samples.rows { #expect(d.axis.times[Int(row) + lookahead] < next) }
    #expect(samples.rows.contains { d.axis.times[Int($0) + lookahead + 1] >= next })
  }

  @Test func samplesWithoutTheNumbersOfTheLossAreCounted() throws {
    let d = try Self.panel(1)
    let rows = (0..<Int32(d.axis.rowCount)).map { $0 }
    let space = SampleSpace(kind: .row, width: 1, rows: rows, positions: rows)
    var present = [Bool](repeating: true, count: d.axis.rowCount)
    present[3] = false
    let part = try d.part(.train)
    let samples = space.samples(of: part, in: d, lookahead: 1, present: present)
    #expect(samples.missing == 1)
    #expect(samples.count == part.rows.count - 1)
  }
}

/// Fewer rows of a dataset.
struct DatasetSamplingTests {
  @Test func everyNthTimeOfAllSymbols() throws {
    let whole = try SampleTests.panel(1)
    let few = try whole.sampled(.every(5), seed: 1)
    let times = Set(whole.parts.flatMap(\.rows).map { whole.axis.times[Int($0)] }).sorted()
    let kept = Set(stride(from: 0, to: times.count, by: 5).map { times[$0] })
    for (part, old) in zip(few.parts, whole.parts) {
      #expect(part.rows == old.rows.filter { kept.contains(whole.axis.times[Int($0)]) })
      #expect(part.spans == old.spans && part.purged == old.purged)
    }
    #expect(few.matrix.values == whole.matrix.values)
    #expect(few.notes.last == "sampled: \(kept.count) of \(times.count) times")
    let rows = { (d: Dataset) in d.parts.reduce(0) { $0 + $1.rows.count } }
    #expect(few.census.outside == whole.census.outside + rows(whole) - rows(few))
  }

  @Test func drawnTimesAreTheSameBySeed() throws {
    let whole = try SampleTests.panel(1)
    let rows = { (seed: UInt64) in
      try whole.sampled(.rows(20), seed: seed).parts.flatMap(\.rows)
    }
    #expect(try rows(1) == rows(1))
    #expect(try rows(1) != rows(2))
    #expect(throws: Failure.self) { try whole.sampled(.symbols(1), seed: 1) }
    #expect(throws: Failure.self) { try whole.sampled(.rows(1), seed: 1) }
  }
}
