import COpenBLAS

/// The solution of least norm of `min ‖A x - b‖`, by LAPACK's `dgelsd`.
///
/// - Complexity: O(rows · columns²).
public struct LeastSquares: Sendable {
  public let solution: [Double]
  /// How many independent columns A has, singular values below `1e-12` of the largest not counted.
  public let rank: Int

  /// - Parameter matrix: row-major `[rows, columns]`.
  /// - Throws: `Failure` when sizes do not fit, an entry is not finite, LAPACK gives up or is missing.
  public init(_ matrix: [Double], columns n: Int, _ right: [Double]) throws {
    let found = try Self.solutions(matrix, columns: n, [right])
    (solution, rank) = (found.values[0], found.rank)
  }

  /// One solution for each right-hand side, and the rank of the matrix.
  ///
  /// - Parameter matrix: row-major `[rows, columns]`.
  /// - Throws: `Failure` when sizes do not fit, an entry is not finite or LAPACK gives up.
  public static func solutions(
    _ matrix: [Double], columns n: Int, _ rights: [[Double]]
  ) throws -> (values: [[Double]], rank: Int) {
    let m = rights.first?.count ?? 0
    guard n > 0, m > 0, m < 1 << 31, n < 1 << 15, rights.count < 1 << 15, matrix.count == m * n,
      rights.allSatisfy({ $0.count == m })
    else {
      throw Failure("\(matrix.count) numbers and \(m) values do not make a least-squares problem")
    }
    guard matrix.allSatisfy(\.isFinite), rights.joined().allSatisfy(\.isFinite) else {
      throw Failure("least squares needs numbers without gaps")
    }
    var columns = (0..<m * n).map { matrix[($0 % m) * n + $0 / m] }
    let leading = max(m, n)
    let padding = [Double](repeating: 0, count: leading - m)
    var unknowns = rights.flatMap { $0 + padding }
    let rank = try solve(&columns, &unknowns, m, n, sides: rights.count)
    return (rights.indices.map { Array(unknowns[$0 * leading..<$0 * leading + n]) }, rank)
  }

  private static func solve(
    _ matrix: inout [Double], _ right: inout [Double], _ m: Int, _ n: Int, sides count: Int
  ) throws -> Int {
    var (rows, columns, sides, rank, info) = (Int32(m), Int32(n), Int32(count), Int32(0), Int32(0))
    var leading = Int32(max(m, n))
    var limit = 1e-12
    var singular = [Double](repeating: 0, count: min(m, n))
    var (query, integerQuery, unknownCount) = (0.0, Int32(0), Int32(-1))
    try LinearAlgebra.load()
    // Unsafe: LAPACK writes within the sizes it is told; the first call asks for them.
    fml_dgelsd(
      &rows, &columns, &sides, &matrix, &rows, &right, &leading, &singular, &limit, &rank, &query,
      &unknownCount, &integerQuery, &info)
    var workCount = Int32(max(1, min(query, 1e9)))
    var work = [Double](repeating: 0, count: Int(workCount))
    var integers = [Int32](repeating: 0, count: max(1, Int(integerQuery)))
    fml_dgelsd(
      &rows, &columns, &sides, &matrix, &rows, &right, &leading, &singular, &limit, &rank, &work,
      &workCount, &integers, &info)
    guard info == 0 else { throw Failure("the least-squares problem did not converge (\(info))") }
    return Int(rank)
  }
}
