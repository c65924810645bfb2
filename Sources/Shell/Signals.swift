import Runtime

@preconcurrency import Glibc

/// Turns Ctrl-C into a request that long computations poll.
enum Signals {
  static func install() {
    Interrupt.clear()  // touch the atomic before a handler may
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in Interrupt.request() }
    sigemptyset(&action.sa_mask)
    action.sa_flags = Int32(SA_RESTART)
    sigaction(SIGINT, &action, nil)
  }
}
