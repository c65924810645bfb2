import Foundation
import Runtime
import Testing

@testable import Lang

/// Ctrl-C in verbs that do work again: they end, bind nothing and keep the session.
///
/// In processes of their own: the flag is the one global.
@Suite struct InterruptTests {
  @Test func placeboOfTraining() async {
    await #expect(processExitsWith: .success) {
      Self.interrupt(
        "placebo s1 n=40 figure=\"val.corr\"",
        after: Self.data + "s1 = stage1 net d epochs=60 lr=1e-3\ns1.val.corr", at: "  placebo ",
        times: 4)
    }
  }

  @Test func placeboOfTrainingInTheBackground() async {
    await #expect(processExitsWith: .success) {
      Self.interrupt(
        "placebo v n=40 figure=\"value\" best=high",
        after: Self.data + """
          s1 = stage1 net d epochs=60 lr=1e-3 &
          wait = stage1 net d epochs=100 lr=1e-3
          v = {value: s1.val.corr}
          """, at: "  placebo ", times: 4)
    }
  }

  @Test func placeboOfSweep() async {
    await #expect(processExitsWith: .success) {
      Self.interrupt(
        "placebo S n=40",
        after: Self.data + """
          S = sweep seed=1..3:
            stage1 net d epochs=30 seed=seed
          end
          """, at: "  placebo ", times: 4)
    }
  }

  @Test func placeboOfData() async {
    await #expect(processExitsWith: .success) {
      Self.interrupt(
        "placebo bt n=40",
        after: """
          b = simulate walk rows=60000
          use b
          bt = backtest (sign(pct(close, 10))) cost=1bp
          """, at: "  placebo ")
    }
  }

  @Test func stress() async {
    await #expect(processExitsWith: .success) {
      Self.interrupt("stress bt", after: Self.book, at: "  stress: ", times: 2)
    }
  }

  @Test func benchmark() async {
    await #expect(processExitsWith: .success) {
      Self.interrupt("benchmark bt n=2000", after: Self.book, at: "  random entries ", times: 2)
    }
  }

  private static let data = """
    seed 3
    b = simulate edge rows=1200 ic=0.2
    use b
    features f on b: s = signal
    target y = lead(pct(close), 1)
    d = split f target=y
    model net = mlp(hidden=[64])

    """

  private static let book = """
    b = simulate edge rows=4000 ic=0.05
    use b
    bt = backtest (sign(signal)) cost=1bp
    """

  /// Executes a line after a script, presses Ctrl-C at a progress line and looks at what is left.
  private static func interrupt(
    _ line: String, after script: String, at beginning: String, times: Int = 1
  ) {
    let output = InterruptingOutput(at: beginning, times: times)
    let session = Session(output: output)
    let isReady = session.execute(script) == .finished
    #expect(isReady, "\(output.notes)")
    let before = (session.variable("x") == nil, session.ledger.entries.count, output.notes.count)
    #expect(session.execute("x = " + line) == .failed(exitCode: 130))
    #expect(output.hasInterrupted)
    #expect(Array(output.notes.dropFirst(before.2)) == ["interrupted: stopped"], "\(output.notes)")
    #expect(output.shown.isEmpty)
    #expect(!Interrupt.isRequested)
    #expect(before.0 && session.variable("x") == nil)
    #expect(session.ledger.entries.count == before.1, "\(session.ledger.entries.map(\.name))")
    #expect(
      session.execute("1 + 1") == .finished && output.results.last == "2", "\(output.results)")
  }
}
