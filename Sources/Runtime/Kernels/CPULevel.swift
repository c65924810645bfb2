import CKernels

/// The instruction set that the kernels were chosen for; results are the same bits within one.
public enum CPULevel {
  /// `sse2`, `avx2`, `avx512` or `generic`.
  public static var name: String { String(cString: fml_level()) }
}
