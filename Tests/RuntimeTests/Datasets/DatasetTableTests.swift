import Testing

@testable import Runtime

struct DatasetTableTests {
  @Test func partsDatesAndWhatWasLeftOut() throws {
    let frame = Fixture.panel(
      [("A", 0, 40), ("FB", 35, 5)], [("x", { Double($0 * 100 + $1) })])
    let dataset = try Dataset(
      Fixture.features(frame, ["x"]), targets: [Fixture.target(frame, "x", lead: 1)],
      split: .fractions(train: 0.5, validation: 0.25, test: 0.25), values: Fixture.values)
    #expect(dataset.summary == "set -> y: 37 rows, 1 feature")
    #expect(
      dataset.table.render(width: 100) == """
        part   from        to          rows  purged
        train  1970-01-01  1970-01-18    18       1
        val    1970-01-20  1970-01-28     9       1
        test   1970-01-30  1970-02-08    10       0
        (rows not used: label horizon 2, symbols listed too late 4, purged 2)
        (FB starts 1970-02-05, after the training part: left out)
        """)
  }
}
