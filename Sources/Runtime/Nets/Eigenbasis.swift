import COpenBLAS

/// Eigenvectors of a symmetric matrix in a fixed order and sign.
public struct Eigenbasis: Sendable {
  /// Ascending.
  public let values: [Double]
  /// `vectors[row * n + k]` is component `row` of eigenvector k; the columns are orthonormal. The
  /// component of largest magnitude (the first of equals) is positive.
  public let vectors: [Double]

  /// - Throws: `Failure` when LAPACK does not converge (a number is not finite).
  /// - Complexity: O(n^3).
  public init(symmetric matrix: [Double], size: Int) throws {
    guard matrix.count == size * size, size > 0, matrix.allSatisfy(\.isFinite) else {
      throw Failure("the eigenvectors of this matrix are not defined")
    }
    var a = matrix
    var values = [Double](repeating: 0, count: size)
    var n = Int32(clamping: size)
    var workSize = Int32(clamping: 1 + 6 * size + 2 * size * size)
    var integerSize = Int32(clamping: 3 + 5 * size)
    var work = [Double](repeating: 0, count: Int(workSize))
    var integers = [Int32](repeating: 0, count: Int(integerSize))
    var info: Int32 = 0
    var leading = n
    dsyevd_("V", "U", &n, &a, &leading, &values, &work, &workSize, &integers, &integerSize, &info)
    guard info == 0 else { throw Failure("the eigenvectors did not converge") }
    self.values = values
    self.vectors = Self.rowMajor(a, size)
  }

  /// LAPACK leaves eigenvector k in the k-th run of `size` numbers.
  private static func rowMajor(_ a: [Double], _ size: Int) -> [Double] {
    var output = [Double](repeating: 0, count: size * size)
    for k in 0..<size {
      let vector = Array(a[k * size..<(k + 1) * size])
      let largest = vector.map(abs).max() ?? 0
      // Components within rounding of the largest count as equal, so the sign is stable.
      let lead = vector.first { abs($0) >= largest * (1 - 1e-9) } ?? 1
      let sign = lead < 0 ? -1.0 : 1.0
      for row in 0..<size { output[row * size + k] = sign * vector[row] }
    }
    return output
  }
}
