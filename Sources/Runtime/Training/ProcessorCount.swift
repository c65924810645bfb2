@preconcurrency import Glibc

/// How many trainings may run side by side.
public enum ProcessorCount {
  /// Processors that are online, at least one.
  public static var online: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}
