import Runtime

extension Session {
  /// The first line of an interactive session.
  public var banner: String {
    let threadWord = threads == 1 ? "thread" : "threads"
    return "fml \(Version.current)   \(threads) \(threadWord)   \(CPULevel.name)   seed \(seed)"
      + "        help, Tab completes, Ctrl-C pauses"
  }
}
