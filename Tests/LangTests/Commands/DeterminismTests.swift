import Foundation
import Testing

@testable import Lang

/// Equal scripts give equal bytes, whatever the number of threads.
@Suite struct DeterminismTests {
  private static let script = """
    seed 5
    b = load "data/panel.csv" by=symbol time=date
    use b
    features vol on b: rv = parkinson(1)
    target next_vol = lead(vol.rv, 1)
    d = split vol target=next_vol
    model net = gsphar(lags=[1, 5], graph=corr, head=softplus)
    s1 = stage1 net d epochs=3 batch=8
    s2 = stage2 s1 loss=trade_long(hold=2) epochs=2 batch=8
    compare s1 s2
    bt = backtest s2 rule=limit_long(hold=2) on=test
    show bt
    plot pnl bt by=symbol
    p = predict s2
    p
    features rows on b: r = pct(close), v = volume / mean(volume, 5)
    target up = lead(close, 1) > close
    e = scale(split(rows, target=up), method=standard)
    model wide = mlp(hidden=[8, 4], norm=layer, dropout=0.3)
    s3 = stage1 wide e epochs=2 batch=16
    show s3
    """

  private func printed(threads: Int) -> [String] {
    let output = CollectedOutput()
    let session = Session(output: output)
    session.threads = threads
    let outcome = session.execute(Self.script, name: "twice.fml", folder: ScriptTests.folder.path)
    #expect(outcome == .finished, "\(output.notes.joined(separator: "\n"))")
    return output.results
  }

  @Test func sameBytesTwiceAndOnTwoThreads() {
    let first = printed(threads: 1)
    #expect(first.count > 10)
    #expect(first == printed(threads: 1))
    #expect(first == printed(threads: 2))
  }

  @Test func anotherSeedGivesAnotherTraining() {
    let output = CollectedOutput()
    let session = Session(output: output)
    let other = Self.script.replacingOccurrences(of: "seed 5", with: "seed 6")
    #expect(
      session.execute(other, name: "other.fml", folder: ScriptTests.folder.path) == .finished)
    #expect(output.results != printed(threads: 1))
  }
}
