import CKernels
import COpenBLAS

/// Large matrix products by OpenBLAS, on one thread: parts, not the library, use further cores.
enum LibraryProduct {
  /// Fixes the library to one thread; called before the first product.
  static func prepare() { openblas_set_num_threads(1) }

  /// The product that kernels call for large matrices of one number type.
  static func gemm(_ precision: Precision) -> fml_gemm {
    precision == .float32 ? single : double
  }

  private static let single: fml_gemm = { left, right, m, n, k, a, lda, b, ldb, adds, c, ldc in
    let (a, b) = (a?.assumingMemoryBound(to: Float.self), b?.assumingMemoryBound(to: Float.self))
    let c = c?.assumingMemoryBound(to: Float.self)
    let beta: Float = adds != 0 ? 1 : 0
    cblas_sgemm(
      CblasRowMajor, transposition(left), transposition(right), blasint(m), blasint(n), blasint(k),
      1, a, blasint(lda), b, blasint(ldb), beta, c, blasint(ldc))
  }

  private static let double: fml_gemm = { left, right, m, n, k, a, lda, b, ldb, adds, c, ldc in
    let (a, b) = (a?.assumingMemoryBound(to: Double.self), b?.assumingMemoryBound(to: Double.self))
    let c = c?.assumingMemoryBound(to: Double.self)
    let beta: Double = adds != 0 ? 1 : 0
    cblas_dgemm(
      CblasRowMajor, transposition(left), transposition(right), blasint(m), blasint(n), blasint(k),
      1, a, blasint(lda), b, blasint(ldb), beta, c, blasint(ldc))
  }

  private static func transposition(_ flag: Int32) -> CBLAS_TRANSPOSE {
    flag != 0 ? CblasTrans : CblasNoTrans
  }
}
