import Foundation
import Testing

@testable import Lang

/// Replays `Tests/Sessions/*.txt`: what a user types after `fml> ` and what is answered.
///
/// With `FML_RECORD=1` the files are written anew, and the run fails once so that nobody records
/// by accident.
@Suite struct GoldenSessionTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Sessions").standardized

  static let sessions: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test(arguments: sessions)
  func session(_ name: String) throws {
    let file = Self.folder.appending(path: name)
    let text = try String(contentsOf: file, encoding: .utf8)
    let replayed = replay(text)
    if ProcessInfo.processInfo.environment["FML_RECORD"] == "1" {
      try replayed.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("\(name) was recorded; read it and run again")
      return
    }
    #expect(replayed == text)
  }

  private func replay(_ text: String) -> String {
    let output = CollectedOutput()
    let session = Session.sample(output)
    var lines: [String] = []
    for input in Self.inputs(of: text) {
      let typed = input.components(separatedBy: "\n")
      lines.append("fml> " + typed[0])
      lines += typed.dropFirst().map { "...> " + $0 }
      output.clear()
      _ = session.execute(input)
      lines += output.all
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The typed texts; further lines of one begin with `...> `.
  private static func inputs(of text: String) -> [String] {
    var inputs: [String] = []
    for line in text.components(separatedBy: "\n") {
      if line.hasPrefix("fml> ") {
        inputs.append(String(line.dropFirst(5)))
      } else if line.hasPrefix("...> "), let last = inputs.popLast() {
        inputs.append(last + "\n" + line.dropFirst(5))
      }
    }
    return inputs
  }
}
