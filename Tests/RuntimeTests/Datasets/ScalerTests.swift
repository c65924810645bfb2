import Testing

@testable import Runtime

struct ScalerTests {
  /// Training rows are 0..<6; later rows are wild.
  static func dataset(_ x: [Double]) throws -> Dataset {
    let frame = Fixture.frame([("x", x), ("flat", x.map { _ in 7 })])
    return try Dataset(
      Fixture.features(frame, ["x", "flat"]), targets: [Fixture.target(frame, "x", lead: 0)],
      split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
  }

  @Test func fitsOnTrainingRowsOnly() throws {
    let head = [1.0, 2, 3, 4, 5, 6]
    let calm = try Self.dataset(head + [7, 8, 9, 10]).scaled(.robust, values: Fixture.values)
    let wild = try Self.dataset(head + [1e6, -1e6, 5e5, 0]).scaled(.robust, values: Fixture.values)
    #expect(calm.scaler?.centers == wild.scaler?.centers)
    #expect(calm.scaler?.scales == wild.scaler?.scales)
    #expect(calm.scaler?.centers[0] == 3.5)
    #expect(calm.scaler?.scales[0] == 2.5)
  }

  @Test func reportsConstantColumnsAndScalesThemByOne() throws {
    let d = try Self.dataset((0..<10).map(Double.init)).scaled(.standard, values: Fixture.values)
    #expect(d.notes == ["feature 'flat' is constant over the training rows"])
    #expect(d.matrix.values[1] == 0)
  }

  /// scipy: norm.ppf((rankdata(x) - 0.5) / len(x)).
  @Test func normalScoresOfRanks() {
    let x: [Double] = [3, -1, 0, 0, 7, 2.5, 0, 100, -8, 2.5]
    let expected = [
      0.6744897501960817, -1.0364333894937898, -0.38532046640756773, -0.38532046640756773,
      1.0364333894937898, 0.2533471031357997, -0.38532046640756773, 1.6448536269514722,
      -1.6448536269514729, 0.2533471031357997,
    ]
    let scores = RankGauss(x)
    for (value, score) in zip(x, expected) { #expect(abs(scores.score(value) - score) < 1e-12) }
    #expect(scores.score(1e9) == scores.score(100) && scores.score(-1e9) == scores.score(-8))
    #expect(scores.score(.nan).isNaN)
    let between = scores.score(1.25)
    #expect(abs(between - (scores.score(0) + scores.score(2.5)) / 2) < 1e-12)
    let many = RankGauss((0..<100_000).map { Double($0 * $0) })
    #expect(many.values.count == 4096)
    #expect(abs(many.score(Double(50_000 * 50_000))) < 1e-3)
  }

  @Test func rankGaussIsFittedOnTrainingRows() throws {
    let d = try Self.dataset([1, 2, 3, 4, 5, 6, 1e6, -1e6, 5, 5])
      .scaled(.rankgauss, clip: 1, values: Fixture.values)
    let column = stride(from: 0, to: 20, by: 2).map { d.matrix.values[$0] }
    #expect(column[2] < 0 && column[3] > 0 && column[2] == -column[3])
    #expect(column[6] == 1 && column[7] == -1 && column[8] == column[4])
    #expect((0..<10).allSatisfy { d.matrix.values[2 * $0 + 1] == 0 })
  }

  @Test func columnsThatSayNothingAreNamedAtTheSplit() throws {
    let x = (0..<20).map { Double($0 % 5) }
    let late = x.indices.map { $0 < 14 ? x[$0] : x[$0] + 1 }
    let frame = Fixture.frame([("x", x), ("flat", x.map { _ in 7 }), ("late", late), ("copy", x)])
    let d = try Dataset(
      Fixture.features(frame, ["x", "flat", "late", "copy"]),
      targets: [Fixture.target(frame, "x", lead: 0)],
      split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
    #expect(
      d.notes == [
        "feature 'flat' is constant over the training rows",
        "features 'x', 'late' and 'copy' are equal over the training rows",
      ])
    let scaled = try d.scaled(.robust, values: Fixture.values)
    #expect(scaled.notes == d.notes)
  }

  @Test func featuresWithoutNumbersAreNamed() throws {
    let x = (0..<20).map(Double.init)
    let frame = Fixture.frame([("x", x), ("empty", x.map { _ in .nan })])
    let failure = #expect(throws: Failure.self) {
      try Dataset(
        Fixture.features(frame, ["x", "empty"]), targets: [Fixture.target(frame, "x", lead: 0)],
        split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
    }
    #expect(failure?.message == "feature 'empty' is missing in every row")
  }

  @Test func clipsTails() throws {
    let d = try Self.dataset([1, 2, 3, 4, 5, 6, 1e6, -1e6, 5, 5])
      .scaled(.robust, clip: 3, values: Fixture.values)
    #expect(d.matrix.values[6 * 2] == 3)
    #expect(d.matrix.values[7 * 2] == -3)
  }

  @Test(arguments: [
    (ScalingMethod.standard, 3.5, 1.707825127659933), (.minmax, 1.0, 5.0), (.none, 0.0, 1.0),
  ])
  func methods(method: ScalingMethod, center: Double, scale: Double) throws {
    let d = try Self.dataset([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      .scaled(method, values: Fixture.values)
    #expect(abs((d.scaler?.centers[0] ?? .nan) - center) < 1e-12)
    #expect(abs((d.scaler?.scales[0] ?? .nan) - scale) < 1e-12)
  }

  @Test func categoriesBecomeIndicatorColumnsAndStayUnscaled() throws {
    let axis = Axis(times: Fixture.days(10), isDaily: true)
    let codes: [Int32] = [0, 1, 1, 0, 1, 0, 0, 1, -1, 0]
    let frame = Frame(
      axis: axis,
      fields: [
        .init(name: "side", original: "side", column: .category(codes: codes, labels: ["a", "b"])),
        .init(name: "x", original: "x", column: .numbers((0..<10).map(Double.init))),
      ], source: "test")
    let d = try Dataset(
      Fixture.features(frame, ["side"]), targets: [Fixture.target(frame, "x", lead: 0)],
      split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values
    ).scaled(.standard, values: Fixture.values)
    #expect(d.columns.map(\.name) == ["side=a", "side=b"])
    #expect(Array(d.matrix.values[0..<4]) == [1, 0, 0, 1])
    #expect(d.census.missingFeature == 1)
  }
}
