import CKernels
import COpenBLAS

/// Large matrix products by OpenBLAS, on one thread: shards, not the library, use further cores.
enum LibraryProduct {
  /// Fixes the library to one thread; called before the first product.
  static func prepare() { openblas_set_num_threads(1) }

  static func kernel(_ opcode: Opcode) -> fml_kernel? {
    switch opcode {
    case .libraryProduct: { LibraryProduct.run($0, $1, CblasNoTrans, CblasNoTrans) }
    case .libraryProductRight: { LibraryProduct.run($0, $1, CblasNoTrans, CblasTrans) }
    case .libraryProductLeft: { LibraryProduct.run($0, $1, CblasTrans, CblasNoTrans) }
    default: nil
    }
  }

  /// Unsafe: the program was verified, so all three matrices lie inside the arena.
  fileprivate static func run(
    _ context: UnsafePointer<fml_context>?, _ instruction: UnsafePointer<fml_instruction>?,
    _ left: CBLAS_TRANSPOSE, _ right: CBLAS_TRANSPOSE
  ) -> Int32 {
    guard let context, let x = instruction?.pointee, let arena = context.pointee.arena else {
      return 2
    }
    let (m, n, k) = (blasint(x.m), blasint(x.n), blasint(x.k))
    let (a, b) = (left == CblasNoTrans ? k : m, right == CblasNoTrans ? n : k)
    if x.flags == Precision.float64.flag {
      let base = arena.assumingMemoryBound(to: Double.self)
      cblas_dgemm(
        CblasRowMajor, left, right, m, n, k, 1, base + Int(x.operand.1), a,
        base + Int(x.operand.2), b, 0, base + Int(x.operand.0), n)
    } else {
      let base = arena.assumingMemoryBound(to: Float.self)
      cblas_sgemm(
        CblasRowMajor, left, right, m, n, k, 1, base + Int(x.operand.1), a,
        base + Int(x.operand.2), b, 0, base + Int(x.operand.0), n)
    }
    return 0
  }
}

extension Precision {
  /// How a library product tells the number types apart.
  var flag: UInt16 { self == .float32 ? 0 : 1 }
}
