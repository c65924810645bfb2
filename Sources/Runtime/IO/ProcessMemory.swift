import CKernels

/// How the process deals with the memory that the system gives it.
public enum ProcessMemory {
  /// Keeps freed memory of columns for the next ones; to be called once, at start.
  public static func keepFreed() { fml_keep_pages() }
}
