import CKernels

/// The functions of one number type by opcode: the C table and the library products.
final class KernelTable {
  let functions: UnsafeMutablePointer<fml_kernel?>

  init(_ precision: Precision) {
    functions = .allocate(capacity: Opcode.allCases.count)
    let table = precision == .float32 ? fml_table_float() : fml_table_double()
    let native = table.map { UnsafeRawPointer($0).assumingMemoryBound(to: fml_kernel?.self) }
    for opcode in Opcode.allCases {
      let index = Int(opcode.rawValue)
      let isNative = index < Int(FML_KERNELS)
      let function = isNative ? native?[index] : LibraryProduct.kernel(opcode)
      (functions + index).initialize(to: function)
    }
  }

  deinit { functions.deallocate() }
}
