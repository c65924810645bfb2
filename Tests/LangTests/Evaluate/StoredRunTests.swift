import Foundation
import Runtime
import Testing

@testable import Lang

/// Trainings of the run store are loaded with their datasets, and gone on with.
@Suite struct StoredRunTests {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "fml-runs-\(UUID().uuidString)").path

  private func execute(
    _ text: String, resumes: Bool = false, as outcome: Session.Outcome = .finished
  ) -> (session: Session, output: CollectedOutput) {
    let output = CollectedOutput()
    let session = Session(output: output)
    session.isInteractive = false
    session.runStore = root
    session.resumesRuns = resumes
    let found = session.execute(text, name: "script.fml", folder: ScriptTests.folder.path)
    #expect(found == outcome, "\(output.notes.joined(separator: "\n"))")
    return (session, output)
  }

  private let script = """
    b = load "data/bars.csv"
    unused = 17
    use b
    features f on b: r = pct(close)
    target up = lead(close, 1) / close - 1
    d = split f target=up
    d = scale d
    model net = mlp(hidden=[8], dropout=0.2)
    loss own(p, y): return mean((p - y) ** 2)
    s1 = stage1 net d epochs=4 keep=last
    plot loss s1
    s2 = stage2 s1 loss=own epochs=3 keep=last

    """

  @Test func aTrainingIsLoadedWithItsDataset() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let first = execute(script).session
    let text = try String(contentsOfFile: root + "/s2/script.fml", encoding: .utf8)
    #expect(!text.contains("unused") && !text.contains("plot"))
    let loaded = execute(
      "x = load \"\(root)/s2\"\ny = load run \"s1\"\np = predict x on=test\nx.test.mse")
    let (old, new) = (first.runTable.run(named: "s2"), loaded.session.runTable.run(named: "x"))
    #expect(new != nil && new?.run.state.weights == old?.run.state.weights)
    #expect(try new?.scores(on: .test)["mse"]?.number == old?.scores(on: .test)["mse"]?.number)
    #expect(loaded.session.runTable.run(named: "y")?.run.snapshot.status == .finished)
  }

  @Test func aScriptGoesOnWhereItWasLeft() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let whole = execute(script).session
    try FileManager.default.removeItem(atPath: root)
    _ = execute("at s2 2:1 pause\n" + script)
    let again = execute(script, resumes: true)
    #expect(again.output.notes.contains { $0.contains("s1 is taken from") })
    #expect(again.output.notes.contains { $0.contains("it goes on at 2:1") })
    for name in ["s1", "s2"] {
      #expect(
        again.session.runTable.run(named: name)?.run.state.weights
          == whole.runTable.run(named: name)?.run.state.weights)
    }
    // Another seed is another training.
    let other = execute("seed 5\n" + script, resumes: true)
    #expect(!other.output.notes.contains { $0.contains("is taken from") })
  }

  @Test func changedDataAreNoticed() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    _ = execute(script)
    let path = root + "/s1/script.fml"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacingOccurrences(of: "pct(close)", with: "pct(open)")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let output = execute("x = load run \"s1\"", as: .failed(exitCode: 1)).output
    #expect(output.notes.last?.contains("its data have changed since") == true)
  }

  @Test func aForkIsLoaded() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let first = execute("at s1 2:2 fork as=s1b\n" + script + "set s1b.lr 1e-4\nresume s1b\n")
    let loaded = execute("x = load run \"s1b\"")
    #expect(
      loaded.session.runTable.run(named: "x")?.run.state.weights
        == first.session.runTable.run(named: "s1b")?.run.state.weights)
  }

  @Test func aStoreThatCannotBeWrittenIsSaidOnce() throws {
    try "no folder".write(toFile: root, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: root) }
    let notes = execute(script).output.notes.filter { $0.contains("trainings are not kept") }
    #expect(notes.count == 1)
  }
}
