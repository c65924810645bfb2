import Testing

@testable import Runtime

struct SplitTests {
  static let line = Fixture.frame([("x", (0..<100).map(Double.init))])

  static func dataset(
    _ frame: Frame, lead: Int, _ split: Split, feature: String = "x"
  ) throws -> Dataset {
    try Dataset(
      Fixture.features(frame, [feature]), targets: [Fixture.target(frame, feature, lead: lead)],
      split: split, values: Fixture.values)
  }

  /// The same features are computed once, other ones anew.
  @Test func anotherSplitSharesTheMatrix() throws {
    let values = ColumnEvaluator()
    func dataset(_ share: Double, _ feature: String) throws -> Dataset {
      let frame = Self.pair
      return try Dataset(
        Fixture.features(frame, [feature]), targets: [Fixture.target(frame, "x", lead: 1)],
        split: .fractions(train: share, validation: 0.9 - share, test: 0.1), values: values)
    }
    func place(_ dataset: Dataset) -> UnsafePointer<Float>? {
      dataset.matrix.values.withUnsafeBufferPointer { $0.baseAddress }
    }
    let (first, second) = (try dataset(0.5, "x"), try dataset(0.7, "x"))
    #expect(place(first) == place(second))
    #expect(first.parts[0].rows != second.parts[0].rows)
    let other = try dataset(0.5, "y")
    #expect(other.matrix.values[3] == -3 && first.matrix.values[3] == 3)
  }

  private static let pair = Fixture.frame([
    ("x", (0..<100).map(Double.init)), ("y", (0..<100).map { -Double($0) }),
  ])

  @Test func fractionsCutTheUsableTimes() throws {
    let d = try Self.dataset(
      Self.line, lead: 0, .fractions(train: 0.7, validation: 0.15, test: 0.15))
    #expect(d.parts.map(\.rows.count) == [70, 15, 15])
    #expect(d.parts[0].rows.last == 69)
    #expect(d.census.purged == 0)
  }

  @Test(arguments: [1, 2, 5])
  func purgedPartsNeverOverlap(horizon: Int) throws {
    let d = try Self.dataset(
      Self.line, lead: horizon, .fractions(train: 0.6, validation: 0.2, test: 0.2))
    for (earlier, later) in zip(d.parts, d.parts.dropFirst()) {
      let end = Int(earlier.rows.last ?? 0) + horizon
      #expect(end < Int(later.rows.first ?? 0))
      #expect(earlier.purged == horizon)
    }
    #expect(d.census.labelHorizon == horizon)
    #expect(d.census.purged == 2 * horizon)
  }

  @Test func everyRowIsCountedOnce() throws {
    var x = (0..<100).map(Double.init)
    for row in [0, 1, 2, 50] { x[row] = .nan }
    let d = try Self.dataset(
      Fixture.frame([("x", x)]), lead: 3, .fractions(train: 0.6, validation: 0.2, test: 0.2))
    let census = d.census
    let used = d.parts.reduce(0) { $0 + $1.rows.count }
    #expect(census.warmUp == 3)
    #expect(census.missingFeature == 1)
    #expect(census.missingLabel == 1)
    #expect(census.labelHorizon == 3)
    #expect(
      used + census.warmUp + census.missingFeature + census.missingLabel + census.labelHorizon
        + census.purged + census.outside == 100)
  }

  @Test func panelSharesCutDates() throws {
    let panel = Fixture.panel(
      [("A", 0, 100), ("B", 40, 60)], [("x", { Double($0 * 1000 + $1) })])
    let d = try Self.dataset(panel, lead: 1, .fractions(train: 0.5, validation: 0.25, test: 0.25))
    let axis = panel.axis
    for (earlier, later) in zip(d.parts, d.parts.dropFirst()) {
      let last = earlier.rows.map { axis.times[Int($0) + 1] }.max() ?? 0
      let first = later.rows.map { axis.times[Int($0)] }.min() ?? 0
      #expect(last < first)
      #expect(earlier.purged == 2)
    }
  }

  @Test func namesSymbolsListedTooLate() throws {
    let panel = Fixture.panel(
      [("A", 0, 100), ("FB", 80, 20)], [("x", { Double($0 * 1000 + $1) })])
    let d = try Self.dataset(panel, lead: 1, .fractions(train: 0.7, validation: 0.15, test: 0.15))
    #expect(d.notes == ["FB starts 1970-03-22, after the training part: left out"])
    #expect(d.census.lateSymbols == 19)
    #expect(d.segments == [0])
  }

  @Test func dateRangesAreInclusive() throws {
    let split = Split(
      .ranges([
        .train: Int64.min...59 * Fixture.day, .test: 70 * Fixture.day...Int64.max,
      ]))
    let d = try Self.dataset(Self.line, lead: 1, split)
    #expect(d.parts.map(\.rows.count) == [60, 29])
    #expect(d.census.outside == 10)
  }

  @Test func refusesPartsThatOverlapOrExceedTheWhole() {
    #expect(throws: Failure.self) {
      try Self.dataset(
        Self.line, lead: 1, Split(.ranges([.train: 0...50 * Fixture.day, .test: 0...Int64.max])))
    }
    #expect(throws: Failure.self) {
      try Self.dataset(Self.line, lead: 1, .fractions(train: 0.7, validation: 0.4, test: 0.1))
    }
    #expect(throws: Failure.self) {
      try Self.dataset(Self.line, lead: 1, .fractions(train: -0.5, validation: 0.4, test: 0.1))
    }
  }

  @Test func featuresThatReadTheFutureAreRefused() throws {
    let lead = try Expression(Shift(bars: -1), [Self.line.columns[0]])
    let error = #expect(throws: Failure.self) {
      try FeatureSet(
        name: "bad", frame: Self.line,
        features: [.init(name: "next", expression: lead)])
    }
    #expect(error?.message == "feature 'next' reads the future: look-ahead 1 bar")
  }
}
