import CKernels
import COpenBLAS

private let rowMajor: Int32 = 101
private let plain: Int32 = 111
private let transposed: Int32 = 112

/// Large matrix products by OpenBLAS, on one thread: parts, not the library, use further cores.
///
/// An executor loads the library before a program that needs it, so a step takes no lock.
enum LibraryProduct {
  /// The product that kernels call for large matrices of one number type.
  static func gemm(_ precision: Precision) -> fml_gemm {
    precision == .float32 ? single : double
  }

  private static let single: fml_gemm = { left, right, m, n, k, a, lda, b, ldb, adds, c, ldc in
    let (a, b) = (a?.assumingMemoryBound(to: Float.self), b?.assumingMemoryBound(to: Float.self))
    let c = c?.assumingMemoryBound(to: Float.self)
    fml_sgemm(
      rowMajor, left != 0 ? transposed : plain, right != 0 ? transposed : plain,
      Int32(clamping: m), Int32(clamping: n), Int32(clamping: k), 1, a, Int32(clamping: lda), b,
      Int32(clamping: ldb), adds != 0 ? 1 : 0, c, Int32(clamping: ldc))
  }

  private static let double: fml_gemm = { left, right, m, n, k, a, lda, b, ldb, adds, c, ldc in
    let (a, b) = (a?.assumingMemoryBound(to: Double.self), b?.assumingMemoryBound(to: Double.self))
    let c = c?.assumingMemoryBound(to: Double.self)
    fml_dgemm(
      rowMajor, left != 0 ? transposed : plain, right != 0 ? transposed : plain,
      Int32(clamping: m), Int32(clamping: n), Int32(clamping: k), 1, a, Int32(clamping: lda), b,
      Int32(clamping: ldb), adds != 0 ? 1 : 0, c, Int32(clamping: ldc))
  }
}
