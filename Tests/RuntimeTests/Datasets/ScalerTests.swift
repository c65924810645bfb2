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
