import Testing

@testable import Runtime

/// What operators do at the edges: errors that name the argument, missing values, ties, outliers.
@Suite struct OperatorEdgeTests {
  private func frame(_ columns: [(String, [Double])]) -> Frame {
    let count = columns.first?.1.count ?? 0
    let axis = Axis(
      times: (0..<count).map { Int64($0) * Nanoseconds.day }, frequency: Nanoseconds.day,
      isDaily: true)
    return Frame(
      axis: axis,
      fields: columns.map { Frame.Field(name: $0, original: $0, column: .numbers($1)) },
      source: "test")
  }

  private func values(_ code: String, _ x: [Double], _ y: [Double] = []) throws -> [Double] {
    let frame = frame([("x", x), ("y", y.isEmpty ? x : y)])
    return try ColumnEvaluator().values(of: ExampleReader.expression(code, on: frame))
  }

  private func failure(_ code: String) throws -> Failure {
    let (frame, expected) = (OperatorFixture.panel, "a failure from \(code)")
    do {
      _ = try ExampleReader.expression(code, on: frame)
    } catch let failure as Failure {
      return failure
    }
    throw ExampleReader.Unreadable(description: expected)
  }

  @Test func errorsNameTheArgument() throws {
    let negative = try failure("lag(close, -1)")
    #expect(negative.culprit == .parameter("k") && negative.hint == "use lead(x, 1)")
    #expect(try failure("mean(close, 0)").culprit == .parameter("n"))
    #expect(try failure("mean(close, 2.5)").culprit == .parameter("n"))
    #expect(try failure("mean(close, 5, min=9)").culprit == .parameter("min"))
    #expect(try failure("quantile(close, 5, q=20)").culprit == .parameter("q"))
    #expect(try failure("cut(close, [2, 1])").culprit == .parameter("edges"))
    #expect(try failure("cut(close, [1, 2], labels=[\"a\"])").culprit == .parameter("labels"))
    #expect(try failure("macd(close, 26, 12, 9)").culprit == .parameter("fast"))
    #expect(try failure("fit(mean(close, 5))").culprit == .parameter("e"))
  }

  @Test func indicatorsNameTheColumnsTheyNeed() throws {
    let closes = frame([("close", [1, 2, 3])])
    #expect {
      try ExampleReader.expression("atr(14)", on: closes)
    } throws: { error in
      "\(error)" == "atr needs high, low and close; the frame has close"
    }
  }

  @Test func crossSectionsNeedAPanel() {
    #expect(throws: Failure.self) {
      try ExampleReader.expression("xmean(close)", on: OperatorFixture.single)
    }
  }

  @Test func anOutlierLeavesNoTrace() throws {
    let x = [1, 2, 4, 1e16, 3, 5, 4, 6, 8, 7].map { $0 as Double }
    let clean = Array(x.dropFirst(4))
    for code in ["mean(x, 3)", "var(x, 3)", "sum(x, 3)", "skew(x, 3)"] {
      let (whole, part) = (try values(code, x), try values(code, clean))
      let distances = zip(whole.dropFirst(6), part.dropFirst(2)).map { abs($0 - $1) }
      #expect(distances.allSatisfy { $0 < 1e-12 }, "\(code) \(distances)")
    }
    let drifting = (0..<400).map { 1e9 + Double($0 % 5) }
    let deviation = try values("std(x, 5)", drifting)[399]
    #expect(abs(deviation - 2.5.squareRoot()) < 1e-9)
  }

  @Test func windowsNeedAllValuesUnlessTold() throws {
    let x = [1, .nan, 3, 4, 5]
    #expect(try values("mean(x, 2)", x).map(\.isNaN) == [true, true, true, false, false])
    #expect(try values("mean(x, 2, min=1)", x) == [1, 1, 3, 3.5, 4.5])
    #expect(try values("mean(x, 2d)", x) == [1, 1, 3, 3.5, 4.5])
    #expect(try values("max(x, 2, min=1)", x) == [1, 1, 3, 4, 5])
    #expect(try values("sum(x, 9)", x).allSatisfy(\.isNaN))
  }

  @Test func tiesAndOrders() throws {
    let x: [Double] = [2, 5, 5, 1, 1]
    #expect(try values("argmax(x, 3, min=1)", x) == [0, 0, 0, 1, 2])
    #expect(try values("argmin(x, 3, min=1)", x) == [0, 1, 2, 0, 0])
    let recent: [Double] = [2.5, 1, 1.5].map { $0 / 3 }
    #expect(try Array(values("rank(x, 3)", x).dropFirst(2)) == recent)
    #expect(try values("rank(x)", x) == [0.6, 0.9, 0.9, 0.3, 0.3])
    #expect(try values("cut(x, [1, 2])", x) == [1, 2, 2, 0, 0])
    #expect(try values("median(x)", x) == [2])
  }

  @Test func missingStaysMissing() throws {
    let x = [1, .nan, 0, -1]
    #expect(try values("where(x > 0, 1, 2)", x).map(\.isNaN) == [false, true, false, false])
    #expect(try values("isnan(x)", x) == [0, 1, 0, 0])
    #expect(try values("cumsum(x)", x).map(\.isNaN) == [false, true, false, false])
    #expect(try values("cumsum(x)", x)[3] == 0)
    #expect(try values("1 / x", x).map(\.isNaN) == [false, true, true, false])
    #expect(try values("fill(x)", x) == [1, 1, 0, -1])
    #expect(try values("pct(x)", x).map(\.isNaN) == [true, true, true, true])
  }

  @Test func constantsHaveNoScale() throws {
    let x = [Double](repeating: 0.1, count: 8)
    for code in ["zscore(x, 4)", "corr(x, y, 4)", "skew(x, 4)", "kurt(x, 4)", "ols(y, x, 4).beta"] {
      #expect(try values(code, x, [1, 2, 3, 4, 5, 6, 7, 8]).allSatisfy(\.isNaN), "\(code)")
    }
    #expect(try values("std(x, 4)", x)[7] == 0)
  }

  @Test func states() throws {
    let x: [Double] = [0, 1, 0, 2, 0, 1]
    #expect(try values("latch(x == 1, x == 2)", x) == [0, 1, 1, 0, 0, 1])
    #expect(try values("since(x == 1)", x).dropFirst() == [0, 1, 2, 3, 0])
  }

  @Test func conditionsChooseRows() throws {
    let x: [Double] = [1, 2, 3, 4]
    #expect(try values("mean(x, where=x > 2)", x) == [3.5])
    #expect(try values("sum(x, 2, min=1, where=x > 2)", x).dropFirst(2) == [3, 7])
  }

  @Test func fitTakesTheTrainingRows() throws {
    let frame = frame([("x", [1, 3, 100, 200])])
    let expression = try ExampleReader.expression("fit(x - mean(x))", on: frame)
    #expect(expression.reach.fit == .training && expression.reach.isCausal)
    let values = try ColumnEvaluator().values(of: expression.fitted(on: [0..<2]))
    #expect(values == [-1, 1, 98, 198])
    #expect(throws: Failure.self) { try ColumnEvaluator().values(of: expression) }
    let whole = try ExampleReader.expression("x - mean(x)", on: frame)
    #expect(whole.reach.fit == .wholeSample && !whole.reach.isCausal)
  }

  @Test func labelsMakeACategory() throws {
    let frame = frame([("x", [1, 2, 3])])
    let code = "cut(x, [1, 2], labels=[\"low\", \"mid\", \"high\"])"
    let expression = try ExampleReader.expression(code, on: frame)
    #expect(expression.type.element == .category(["low", "mid", "high"]))
  }

  @Test func sessionsRestartAnchoredSums() throws {
    let hour = Nanoseconds.hour
    let axis = Axis(times: [22, 23, 24, 25].map { $0 * hour }, frequency: hour)
    let names = ["high", "low", "close", "volume"]
    let columns: [[Double]] = [[1, 2, 3, 5], [1, 2, 3, 5], [1, 2, 3, 5], [1, 3, 1, 1]]
    let frame = Frame(
      axis: axis,
      fields: zip(names, columns).map {
        Frame.Field(name: $0, original: $0, column: .numbers($1))
      }, source: "test")
    let vwap = try ExampleReader.expression("vwap(anchor=session)", on: frame)
    #expect(try ColumnEvaluator().values(of: vwap) == [1, 1.75, 3, 4])
  }
}
