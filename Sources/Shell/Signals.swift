@preconcurrency import Glibc
import Runtime
import Synchronization

/// Turns Ctrl-C into a request that long computations poll.
enum Signals {
  /// Set by Ctrl-C and cleared before each statement of the prompt; unlike the request it outlives
  /// the training that it paused.
  static let wasPressed = Atomic<Bool>(false)

  static func install() {
    // Touch the atomics before a handler may.
    Interrupt.clear()
    wasPressed.store(false, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      Interrupt.request()
      Signals.wasPressed.store(true, ordering: .relaxed)
    }
    sigemptyset(&action.sa_mask)
    action.sa_flags = Int32(SA_RESTART)
    sigaction(SIGINT, &action, nil)
  }
}
