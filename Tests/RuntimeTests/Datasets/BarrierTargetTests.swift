import Testing

@testable import Runtime

/// What a target knows of its own end, and of what it was fitted on.
@Suite struct BarrierTargetTests {
  private let frame = OperatorFixture.single

  private func target(_ code: String) throws -> Target {
    try Target(name: "y", expression: ExampleReader.expression(code, on: frame))
  }

  @Test func labelsAreNamedAndKeepTheirEnd() throws {
    let target = try target("barriers(5, take=0.02, stop=0.01).label")
    #expect(target.kind == .category(["stop", "timeout", "take"]) && target.horizon == 5)
    let ends = try ColumnEvaluator().values(of: try #require(target.end))
    let present = ends.prefix(frame.rowCount - 5)
    #expect(present.allSatisfy { (1...5).contains($0) } && Set(present).count > 1)
    #expect(ends.suffix(5).allSatisfy { $0.isNaN })
  }

  @Test func codesAndReturnsOfBarriersEndWithThem() throws {
    #expect(try target("code(barriers(5, take=0.02, stop=0.01).label)").end != nil)
    #expect(try target("barriers(5, take=0.02, stop=0.01).ret * 100").end != nil)
  }

  @Test func otherLookAheadsEndAtTheHorizon() throws {
    #expect(try target("direction(close, 5)").end == nil)
    let mixed = "barriers(5, take=0.02, stop=0.01).ret + lead(close, 9)"
    #expect(try target(mixed).end == nil)
  }

  @Test func stopsComeFirstWhereBothAreTouched() throws {
    let axis = Axis(times: (0..<3).map { Int64($0) * Nanoseconds.day }, isDaily: true)
    let bars: [(String, [Double])] = [
      ("open", [100, 100, 100]), ("high", [100, 110, 100]), ("low", [100, 90, 100]),
      ("close", [100, 100, 100]),
    ]
    let frame = Frame(
      axis: axis,
      fields: bars.map { Frame.Field(name: $0, original: $0, column: .numbers($1)) },
      source: "test")
    func value(_ member: String) throws -> Double {
      let code = "barriers(1, take=0.05, stop=0.05, path=\"range\").\(member)"
      return try ColumnEvaluator().values(of: ExampleReader.expression(code, on: frame))[0]
    }
    #expect(try value("label") == 0)
    #expect(abs(try value("ret") + 0.05) < 1e-12)
  }

  /// A week of weekdays is five bars, over a hole in the days fewer.
  @Test func livesOfCalendarDays() throws {
    let days = (0..<60).filter { $0 % 7 < 5 && !(20..<30).contains($0) }
    let frame = Frame(
      axis: Axis(
        times: days.map { Int64($0 + 4) * Nanoseconds.day }, frequency: Nanoseconds.day,
        isDaily: true),
      fields: [.init("close", .numbers(days.indices.map { 100 + Double($0 * 37 % 11) / 10 }))],
      source: "test")
    func values(_ member: String) throws -> [Double] {
      let code = "barriers(7d, take=0.5, stop=0.5).\(member)"
      return try ColumnEvaluator().values(of: ExampleReader.expression(code, on: frame))
    }
    let (bars, returns) = (try values("bars"), try values("ret"))
    let close = frame.fields[0].column.values
    for (row, day) in days.enumerated() {
      guard let end = days.firstIndex(where: { $0 >= day + 7 }) else {
        #expect(bars[row].isNaN)
        continue
      }
      #expect(bars[row] == Double(end - row))
      #expect(abs(returns[row] - (close[end] / close[row] - 1)) < 1e-12)
    }
    let label = try ExampleReader.expression(
      "barriers(7d, take=0.5, stop=0.5).label", on: frame)
    #expect(label.reach.to == 5)
  }

  @Test func barriersMustBePositive() {
    for code in ["barriers(5, take=0, stop=0.01).ret", "barriers(5, take=0.01, stop=-1).ret"] {
      #expect(throws: Failure.self) { try ExampleReader.expression(code, on: frame) }
    }
  }
}
