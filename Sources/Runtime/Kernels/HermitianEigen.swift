import COpenBLAS

/// The eigenvalues and eigenvectors of a complex Hermitian matrix, by LAPACK's `zheevd`.
///
/// - Edge cases: the phase of each vector is fixed so that its component of largest magnitude (the
///   first of nearly equal ones) is real and positive; inside a repeated eigenvalue the basis is
///   LAPACK's.
/// - Complexity: O(n³).
public struct HermitianEigen: Sendable {
  /// Ascending.
  public let values: [Double]
  /// Row-major `[n, n]`, the vectors as columns: `A = U diag(values) Uᴴ`.
  public let real: [Double]
  public let imaginary: [Double]

  /// - Parameter real, imaginary: row-major `[n, n]`; only one triangle is read.
  /// - Throws: `Failure` when a size is not `n²`, an entry is not finite or LAPACK gives up.
  public init(real: [Double], imaginary: [Double], size n: Int) throws {
    guard n > 0, n <= 1 << 13, real.count == n * n, imaginary.count == n * n else {
      throw Failure("\(real.count) numbers are not a matrix of \(n) rows and columns")
    }
    guard real.allSatisfy(\.isFinite), imaginary.allSatisfy(\.isFinite) else {
      throw Failure("a matrix with missing or infinite entries has no eigenvalues")
    }
    // Columns one after the other: the entry of row i and column j is number j n + i.
    var columns = [Double](repeating: 0, count: 2 * n * n)
    for place in 0..<n * n {
      let (i, j) = (place / n, place % n)
      columns[2 * (j * n + i)] = real[place]
      columns[2 * (j * n + i) + 1] = imaginary[place]
    }
    values = try Self.solve(&columns, n)
    Self.fixPhases(&columns, n)
    self.real = (0..<n * n).map { columns[2 * (($0 % n) * n + $0 / n)] }
    self.imaginary = (0..<n * n).map { columns[2 * (($0 % n) * n + $0 / n) + 1] }
  }

  /// Replaces the matrix by its vectors, one after the other.
  private static func solve(_ matrix: inout [Double], _ n: Int) throws -> [Double] {
    var (size, info) = (Int32(n), Int32(0))
    var values = [Double](repeating: 0, count: n)
    var workCount = Int32(2 * n + n * n)
    var realCount = Int32(1 + 5 * n + 2 * n * n)
    var integerCount = Int32(3 + 5 * n)
    var work = [Double](repeating: 0, count: 2 * Int(workCount))
    var realWork = [Double](repeating: 0, count: Int(realCount))
    var integers = [Int32](repeating: 0, count: Int(integerCount))
    try LinearAlgebra.load()
    // Unsafe: LAPACK writes within the sizes it is told.
    fml_zheevd(
      "V", "L", &size, &matrix, &size, &values, &work, &workCount, &realWork, &realCount,
      &integers, &integerCount, &info)
    guard info == 0 else { throw Failure("the eigenvalue problem did not converge (\(info))") }
    return values
  }

  /// Turns each vector so that its leading component is real and positive.
  private static func fixPhases(_ vectors: inout [Double], _ n: Int) {
    for start in stride(from: 0, to: 2 * n * n, by: 2 * n) {
      let sizes = (0..<n).map { row in
        let (a, b) = (vectors[start + 2 * row], vectors[start + 2 * row + 1])
        return (a * a + b * b).squareRoot()
      }
      let largest = sizes.max() ?? 0
      guard let lead = sizes.firstIndex(where: { $0 >= largest * (1 - 1e-9) }), largest > 0 else {
        continue
      }
      let cosine = vectors[start + 2 * lead] / sizes[lead]
      let sine = -vectors[start + 2 * lead + 1] / sizes[lead]
      for row in 0..<n {
        let (a, b) = (vectors[start + 2 * row], vectors[start + 2 * row + 1])
        vectors[start + 2 * row] = a * cosine - b * sine
        vectors[start + 2 * row + 1] = row == lead ? 0 : a * sine + b * cosine
      }
    }
  }
}
