import Testing

@testable import Runtime

@Suite struct WalkFoldTests {
  private func folds(_ scheme: FoldScheme, test: FoldTest = .none) throws -> [Dataset] {
    let base = try Training.linear(rows: 400)
    return try Dataset.folds(
      base.features, targets: [base.labels[0].target], scheme: scheme, test: test, inner: 0.2,
      values: Fixture.values)
  }

  /// The held-out rows are the same as without an inner part, and training keeps clear of both.
  @Test(arguments: FoldScheme.Kind.allCases)
  func partsKeepApart(kind: FoldScheme.Kind) throws {
    let scheme = try FoldScheme(kind, count: 4)
    let base = try Training.linear(rows: 400)
    let plain = try Dataset.folds(
      base.features, targets: [base.labels[0].target], scheme: scheme, values: Fixture.values)
    for (fold, whole) in zip(try folds(scheme), plain) {
      let (train, inner, held) = (
        try fold.part(.train), try fold.part(.validation), try fold.part(.test)
      )
      #expect(held.rows == (try whole.part(.validation).rows))
      let all = train.rows + inner.rows + held.rows
      #expect(Set(all).count == all.count)
      #expect((train.rows.max() ?? 0) + 1 < (inner.rows.min() ?? 0))
      // A label one row ahead lies in no other part.
      let foreign = Set(inner.rows + held.rows)
      #expect(train.rows.allSatisfy { !foreign.contains($0 + 1) })
      let test = Set(held.rows)
      #expect(inner.rows.allSatisfy { !test.contains($0 + 1) })
    }
  }

  @Test func theLastLookIsInNoFold() throws {
    let walked = try folds(FoldScheme(.expanding, count: 3), test: .share(0.1))
    let last = walked.flatMap { fold in fold.parts.flatMap(\.rows) }.max() ?? 0
    #expect(last < 362)
    #expect(walked.allSatisfy { $0.parts.map(\.name) == [.train, .validation, .test] })
  }

  /// Each row is held out as often as there are paths, and a path has every row.
  @Test func combinatorialPathsAreComplete() throws {
    let scheme = try FoldScheme(.combinatorial, count: 5, held: 2)
    let walked = try folds(scheme)
    let column = (0..<400).map(Double.init)
    let walk = try WalkForward(walked.map { try WalkFold(column, of: $0) })
    #expect(walk.folds.count == 10)
    #expect(walk.pathCount == 4)
    let held = Set(walked.flatMap { fold in (try? fold.part(.test).rows) ?? [] })
    for path in try walk.paths().map(\.values) {
      #expect(path.indices.filter { !path[$0].isNaN } == held.map { Int($0) }.sorted())
    }
    #expect(
      walk.prediction.indices.allSatisfy {
        walk.prediction[$0].isNaN || walk.prediction[$0] == column[$0]
      })
  }

  @Test func stretchesThatTouchAreOne() throws {
    let walked = try folds(FoldScheme(.expanding, count: 3))
    let column = [Double](repeating: 1, count: 400)
    let walk = try WalkForward(walked.map { try WalkFold(column, of: $0) })
    #expect(walk.ranges.count == 1)
  }
}
