import COpenBLAS

/// The eigenvalues and eigenvectors of a real symmetric matrix, by LAPACK's `dsyevd`.
///
/// - Edge cases: the sign of each vector is fixed so that its component of largest magnitude (the
///   first of nearly equal ones) is positive; inside a repeated eigenvalue the basis is LAPACK's.
/// - Complexity: O(n³).
public struct SymmetricEigen: Sendable {
  /// Ascending.
  public let values: [Double]
  /// Row-major `[n, n]` with the vectors as columns: `A = vectors · diag(values) · vectorsᵀ`.
  public let vectors: [Double]

  /// - Parameter matrix: row-major `[n, n]`; only one triangle is read.
  /// - Throws: `Failure` when the size is not `n²`, an entry is not finite, LAPACK gives up or is
  ///   missing.
  public init(_ matrix: [Double], size n: Int) throws {
    guard n > 0, n <= 1 << 14, matrix.count == n * n else {
      throw Failure("\(matrix.count) numbers are not a matrix of \(n) rows and columns")
    }
    guard matrix.allSatisfy(\.isFinite) else {
      throw Failure("a matrix with missing or infinite entries has no eigenvalues")
    }
    var columns = matrix
    values = try Self.solve(&columns, n)
    vectors = Self.rowMajor(Self.signed(columns, n), n)
  }

  /// Replaces the matrix by its vectors, one after the other.
  private static func solve(_ matrix: inout [Double], _ n: Int) throws -> [Double] {
    var (size, info) = (Int32(n), Int32(0))
    var values = [Double](repeating: 0, count: n)
    var workCount = Int32(1 + 6 * n + 2 * n * n)
    var integerCount = Int32(3 + 5 * n)
    var work = [Double](repeating: 0, count: Int(workCount))
    var integers = [Int32](repeating: 0, count: Int(integerCount))
    try LinearAlgebra.load()
    // Unsafe: LAPACK writes within the sizes it is told.
    fml_dsyevd(
      "V", "L", &size, &matrix, &size, &values, &work, &workCount, &integers, &integerCount, &info)
    guard info == 0 else { throw Failure("the eigenvalue problem did not converge (\(info))") }
    return values
  }

  private static func signed(_ vectors: [Double], _ n: Int) -> [Double] {
    var result = vectors
    for start in stride(from: 0, to: n * n, by: n) {
      let range = start..<start + n
      let largest = range.reduce(0) { max($0, abs(vectors[$1])) }
      let leading = range.first { abs(vectors[$0]) >= largest * (1 - 1e-9) }
      guard let leading, vectors[leading] < 0 else { continue }
      for index in range { result[index] = -result[index] }
    }
    return result
  }

  private static func rowMajor(_ columns: [Double], _ n: Int) -> [Double] {
    (0..<n * n).map { columns[($0 % n) * n + $0 / n] }
  }
}
