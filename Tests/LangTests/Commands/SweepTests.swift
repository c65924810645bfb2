import Foundation
import Testing

@testable import Lang
@testable import Runtime

/// What sweeps keep on disk and in the ledger.
@Suite struct SweepTests {
  private static let data = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Scripts").standardized.path

  private static let start = """
    b = load "data/bars.csv"
    use b
    features f on b: r = pct(close), v = volume / mean(volume, 5)
    target y = lead(parkinson(1), 1)
    d = split f target=y
    model net = mlp(hidden=[4])

    """

  private func temporary() -> String {
    FileManager.default.temporaryDirectory.appending(path: "fml-sweep-\(UUID().uuidString)").path
  }

  private func run(_ text: String) throws -> Session {
    let output = CollectedOutput()
    let session = Session.sample(output)
    let outcome = session.execute(Self.start + text, folder: Self.data)
    #expect(outcome == .finished, "\(output.notes.joined(separator: "\n"))")
    return session
  }

  private func sweep(_ session: Session, _ name: String = "S") throws -> SweepValue {
    guard case .object(let sweep as SweepValue)? = session.variable(name) else {
      throw Failure("\(name) is no sweep")
    }
    return sweep
  }

  private func line(_ folder: String, epochs: Int = 2) -> String {
    """
    S = sweep lr=[1e-3, 1e-2] seed=1..2 folder="\(folder)":
      stage1 net d epochs=\(epochs) lr=lr seed=seed
    end
    """
  }

  @Test func takesFinishedTrialsFromTheFolder() throws {
    let folder = temporary()
    let first = try sweep(run(line(folder)))
    let second = try sweep(run(line(folder)))
    // Seconds are of the trial that ran: nothing ran again.
    #expect(first.trials.map(\.record) == second.trials.map(\.record))
    // Another number of epochs is another trial.
    let third = try sweep(run(line(folder, epochs: 3)))
    #expect(third.trials.map(\.record.epochs) == [3, 3, 3, 3])
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.filter { $0.hasSuffix(".trial.json") }.count == 8)
  }

  @Test func trainsAnewWhatIsBroken() throws {
    let folder = temporary()
    let first = try sweep(run(line(folder)))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    let record = try #require(files.first { $0.hasSuffix(".trial.json") })
    let state = try #require(files.first { $0.hasSuffix(".safetensors") })
    try "{\"format\": 1, \"fig".write(
      toFile: "\(folder)/\(record)", atomically: true, encoding: .utf8)
    try Data([1, 2, 3]).write(to: URL(filePath: "\(folder)/\(state)"))
    let second = try sweep(run(line(folder)))
    for (a, b) in zip(first.trials, second.trials) { #expect(a.record.figures == b.record.figures) }
    #expect(try second.bestRun().run.weights == first.bestRun().run.weights)
  }

  /// A network that the block reads from outside is part of what a trial is.
  @Test func knowsWhatTheBlockReads() throws {
    let folder = temporary()
    let first = try sweep(run(line(folder)))
    let other = try sweep(run("model net = mlp(hidden=[5])\n" + line(folder)))
    #expect(first.trials[0].record.hash != other.trials[0].record.hash)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(files.filter { $0.hasSuffix(".trial.json") }.count == 8)
  }

  @Test func booksBringTheirDailyReturns() throws {
    let session = try run(
      """
      S = sweep hold=[1, 2, 3] monitor=sharpe folder="\(temporary())":
        s = stage1 net d epochs=1
        backtest s rule=limit_long(hold=hold) on=val
      end
      """)
    let returns = session.ledger.returns
    #expect(returns.count == 3)
    #expect(returns.allSatisfy { $0.days.count == $0.returns.count && $0.days.count > 20 })
    #expect(session.ledger.entries.allSatisfy { $0.kind == "sweep" && $0.part == "val" })
  }

  /// A block may end with a number of the book that it has made.
  @Test func booksInTheBlockBringTheirDailyReturns() throws {
    let folder = temporary()
    let line = """
      S = sweep hold=[1, 2] best=high folder="\(folder)":
        s = stage1 net d epochs=1
        bt = backtest s rule=limit_long(hold=hold) on=val
        bt.net_profit
      end
      s = stage1 net d epochs=1
      bt = backtest s rule=limit_long(hold=2) on=val

      """
    let session = try run(line)
    let records = try sweep(session).trials.map(\.record)
    #expect(records.allSatisfy { $0.days.count > 20 && $0.part == "val" && !$0.data.isEmpty })
    // The book that is made again is no further trial.
    #expect(session.ledger.count == 2)
    // What was kept says the same.
    #expect(try sweep(run(line)).trials.map(\.record) == records)
  }

  /// Weights are of all rows, and of the data of their frame.
  @Test func booksOfWeightsKeepTheirPart() throws {
    let session = try run(
      """
      S = sweep n=[5, 10] monitor=sharpe folder="\(temporary())":
        w = where(close > mean(close, n), 1, 0)
        backtest w
      end
      w = where(close > mean(close, 5), 1, 0)
      bt = backtest w
      """)
    #expect(session.ledger.count == 2)
    #expect(session.ledger.entries.allSatisfy { $0.part == "all" && !$0.data.isEmpty })
  }

  @Test func trialsAreNoRunsOfTheSession() throws {
    let session = try run(line(temporary()))
    #expect(session.runTable.runs.isEmpty)
  }

  @Test func parametersMayBeDatasets() throws {
    let session = try run(
      """
      features g on b: r = pct(close)
      d2 = split g target=y
      S = sweep data=[d, d2] folder="\(temporary())": stage1 net data epochs=1
      """)
    let records = try sweep(session).trials.map(\.record)
    #expect(records[0].data != records[1].data)
  }
}
