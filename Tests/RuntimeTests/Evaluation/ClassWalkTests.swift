import Testing

@testable import Runtime

/// Walks of classes: the probabilities of every class go from the folds into one prediction.
@Suite struct ClassWalkTests {
  private func walk(_ scheme: FoldScheme) throws -> WalkForward {
    let base = try ClassTargetTests.planted()
    let folds = try Dataset.folds(
      base.features, targets: [base.labels[0].target], scheme: scheme, inner: 0.2,
      values: Fixture.values)
    return try WalkForward(
      folds.enumerated().map { number, fold in
        let problem = try Training.problem(fold, Training.mlp([4]), loss: .crossEntropy)
        let run = try Training.run(
          problem,
          Training.options {
            $0.epochs = 2
            $0.learningRate = 2e-2
            $0.seed = UInt64(number)
          })
        return try WalkFold([run])
      })
  }

  @Test func sharesOfAFoldAreKept() throws {
    let walk = try walk(FoldScheme(.expanding, count: 3))
    #expect(walk.pathCount == 1 && walk.output.shares.count == 3)
    for fold in walk.folds {
      let own = try fold.runs[0].outputs(on: .test)[0]
      for row in fold.rows.map({ Int($0) }) {
        let shares = walk.output.shares.map { $0[row] }
        #expect(shares == own.shares.map { $0[row] })
        #expect(abs(shares.reduce(0, +) - 1) < 1e-5)
        let largest = shares.indices.max { shares[$0] < shares[$1] } ?? -1
        #expect(walk.prediction[row] == Double(largest))
      }
    }
    let held = Set(walk.folds.flatMap(\.rows).map { Int($0) })
    for row in walk.prediction.indices where !held.contains(row) {
      #expect(walk.prediction[row].isNaN && walk.output.shares.allSatisfy { $0[row].isNaN })
    }
    #expect(try walk.pooled().contains { $0.name == "accuracy" && $0.value.isFinite })
  }

  /// Of a row that several folds held out the mean of their probabilities, not of their classes.
  @Test func sharesOfSeveralFoldsAreTheirMean() throws {
    let walk = try walk(FoldScheme(.combinatorial, count: 4, held: 2))
    #expect(walk.pathCount == 3)
    let outputs = try walk.folds.map { try $0.runs[0].outputs(on: .test)[0] }
    let paths = try walk.paths()
    for row in 0..<walk.dataset.axis.rowCount {
      let found = zip(walk.folds, outputs).filter { $0.0.rows.contains(Int32(row)) }.map(\.1)
      guard !found.isEmpty else { continue }
      for code in 0..<3 {
        let mean = found.reduce(0) { $0 + $1.shares[code][row] } / Double(found.count)
        #expect(abs(walk.output.shares[code][row] - mean) < 1e-12)
        for (path, own) in zip(paths, found) {
          #expect(path.shares[code][row] == own.shares[code][row])
        }
      }
    }
  }
}
