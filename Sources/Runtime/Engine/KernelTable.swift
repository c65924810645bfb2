import CKernels

/// The functions of one number type by opcode.
struct KernelTable {
  /// Unsafe: the table is a constant of the kernels' module.
  let functions: UnsafePointer<fml_kernel?>?

  init(_ precision: Precision) {
    functions = fml_kernels_of(precision == .float32 ? 0 : 1)
  }
}
