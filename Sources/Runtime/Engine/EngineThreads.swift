import Synchronization

/// How many threads programs run on; results do not depend on it.
public enum EngineThreads {
  private static let wanted = Atomic<Int>(1)

  /// Programs made from now on use it.
  public static var count: Int {
    get { wanted.load(ordering: .relaxed) }
    set { wanted.store(max(1, min(newValue, 256)), ordering: .relaxed) }
  }
}
