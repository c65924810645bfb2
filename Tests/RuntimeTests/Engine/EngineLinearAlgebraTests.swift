import Testing

@testable import Runtime

@Suite struct EngineLinearAlgebraTests {
  @Test func eigenvectorsRebuildTheMatrix() throws {
    let n = 7
    var a = [Double](repeating: 0, count: n * n)
    for i in 0..<n {
      for j in 0..<n { a[i * n + j] = Double((i * j + i + j) % 5) + (i == j ? Double(i) : 0) }
    }
    let eigen = try SymmetricEigen(a, size: n)
    #expect(eigen.values == eigen.values.sorted())
    for i in 0..<n {
      for j in 0..<n {
        let rebuilt = (0..<n).reduce(0.0) { sum, k in
          sum + eigen.vectors[i * n + k] * eigen.values[k] * eigen.vectors[j * n + k]
        }
        let product = (0..<n).reduce(0.0) { sum, k in
          sum + eigen.vectors[k * n + i] * eigen.vectors[k * n + j]
        }
        #expect(abs(rebuilt - a[i * n + j]) < 1e-12)
        #expect(abs(product - (i == j ? 1 : 0)) < 1e-13)
      }
    }
  }

  @Test func signsAreFixed() throws {
    let eigen = try SymmetricEigen([2, 1, 1, 2], size: 2)
    let half = 0.5.squareRoot()
    #expect(abs(eigen.values[0] - 1) < 1e-14 && abs(eigen.values[1] - 3) < 1e-14)
    for (value, expected) in zip(eigen.vectors, [half, half, -half, half]) {
      #expect(abs(value - expected) < 1e-14)
    }
  }

  @Test func badMatricesAreRefused() {
    #expect(throws: Failure.self) { try SymmetricEigen([1, 2, 3], size: 2) }
    #expect(throws: Failure.self) { try SymmetricEigen([.nan], size: 1) }
    #expect(throws: Failure.self) { try LeastSquares([1, 2], columns: 2, [1, 2]) }
    #expect(throws: Failure.self) { try LeastSquares([1, .infinity], columns: 1, [1, 2]) }
  }

  @Test func leastSquaresFitsALine() throws {
    let x = [0.0, 1, 2, 3]
    let fit = try LeastSquares(x.flatMap { [1, $0] }, columns: 2, [1.1, 2.9, 5.1, 6.9])
    #expect(fit.rank == 2)
    #expect(abs(fit.solution[0] - 1.06) < 1e-12 && abs(fit.solution[1] - 1.96) < 1e-12)
  }

  @Test func dependentColumnsGiveTheLeastNorm() throws {
    let fit = try LeastSquares([1, 1, 2, 2, 3, 3], columns: 2, [2, 4, 6])
    #expect(fit.rank == 1)
    #expect(abs(fit.solution[0] - 1) < 1e-12 && abs(fit.solution[1] - 1) < 1e-12)
    let wide = try LeastSquares([1, 1, 1], columns: 3, [3])
    #expect(wide.solution.allSatisfy { abs($0 - 1) < 1e-12 })
  }
}
