import Foundation
import Runtime
import Testing

@testable import Lang

/// What a placebo does again is written nowhere: not to `save=`, `folder=` or the run store.
@Suite struct PlaceboFilesTests {
  private let root = FileManager.default.temporaryDirectory
    .appending(path: "fml-placebo-\(UUID().uuidString)").path

  @Test func nothingIsWritten() throws {
    defer { try? FileManager.default.removeItem(atPath: root) }
    let output = CollectedOutput()
    let session = Session(output: output)
    let script = """
      set runs "\(root)/runs"
      b = simulate edge rows=300 ic=0.2
      use b
      features f on b: s = signal
      target y = lead(pct(close), 1)
      d = split f target=y
      model net = mlp(hidden=[4])
      s1 = stage1 net d epochs=2 save="\(root)/s1"
      S = sweep seed=1..2 folder="\(root)/trials":
        stage1 net d epochs=2 seed=seed
      end
      """
    #expect(session.execute(script) == .finished, "\(output.notes)")
    let before = try contents()
    #expect(before.keys.contains("s1.safetensors"))
    #expect(before.keys.contains { $0.hasPrefix("runs/s1") })
    #expect(before.keys.contains { $0.hasPrefix("trials/") })
    #expect(session.execute("p = placebo s1 n=3\nq = placebo S n=2") == .finished)
    #expect(try contents() == before)
  }

  /// Every file below the folder, by its path in it, but the ledger, which counts looks.
  private func contents() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root)
    where !path.hasSuffix("trials.jsonl") {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(path)", isDirectory: &isFolder)
      if !isFolder.boolValue {
        found[path] = FileManager.default.contents(atPath: "\(root)/\(path)")
      }
    }
    return found
  }
}
