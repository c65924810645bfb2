import COpenBLAS

/// The linear algebra library, loaded when it is first needed.
enum LinearAlgebra {
  /// Loads OpenBLAS; call before any of its functions. Later calls cost an atomic read.
  ///
  /// - Throws: `Failure` when the library is not installed.
  static func load() throws {
    guard let reason = fml_openblas_load() else { return }
    throw Failure(
      "OpenBLAS could not be loaded (\(String(cString: reason))); 'make setup' installs it")
  }
}
