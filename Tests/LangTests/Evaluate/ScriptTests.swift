import Foundation
import Testing

@testable import Lang

/// Runs `Tests/Scripts/*.fml`.
///
/// `# expect: TEXT` anywhere in a script gives the next line of its output; `# expect error: TEXT`
/// the message it ends with (`# expect failed: TEXT` for an `expect`, `# expect leak: TEXT` for a
/// leak), `# expect note: TEXT` a line on standard error. A comment with carets under a line gives the place of that error and,
/// where it goes on, what stands right of the carets. Scripts find `px` and `pn` of `SampleFrames`
/// bound, files under `data`, and in `temp` a folder to write to, which prints as `TEMP`.
@Suite struct ScriptTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Scripts").standardized

  static let scripts: [String] = {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).filter { $0.hasSuffix(".fml") }.sorted()
  }()

  @Test func thereAreScripts() {
    #expect(Self.scripts.count > 100)
  }

  @Test(arguments: scripts)
  func script(_ name: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
    let wanted = Expectations(text)
    let output = CollectedOutput()
    let temporary = FileManager.default.temporaryDirectory
      .appending(path: "fml-script-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(
      atPath: temporary, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    let session = Session.sample(output)
    session.bind("temp", to: .text(temporary))
    session.variables.settle()
    let outcome = session.execute(text, name: name, folder: Self.folder.path)
    let plain = { (text: String) in
      text.replacingOccurrences(of: temporary, with: "TEMP")
        .replacingOccurrences(of: Self.folder.path + "/", with: "")
    }
    let printed = output.results.flatMap { plain($0).components(separatedBy: "\n") }
    for note in wanted.notes {
      #expect(output.notes.contains { plain($0) == note }, "no note '\(note)'")
    }
    #expect(printed == wanted.output, "\(output.notes.joined(separator: "\n"))")
    guard let message = wanted.error else {
      #expect(outcome == .finished, "\(output.notes.joined(separator: "\n"))")
      return
    }
    #expect(outcome == .failed(exitCode: wanted.exitCode))
    let report = plain(output.notes.last ?? "").components(separatedBy: "\n")
    #expect(report.first == "\(wanted.label): \(message)")
    for caret in wanted.carets {
      let isThere = report.contains { line in
        let shown = line.split(separator: "|", maxSplits: 1).last.map(String.init) ?? ""
        return shown.hasPrefix(" " + caret) && !shown.hasPrefix(" " + caret + "^")
      }
      #expect(isThere, "no caret line '\(caret)' in \(report.joined(separator: "\n"))")
    }
    for help in wanted.helps {
      #expect(report.contains { $0.hasSuffix("= help: " + help) })
    }
  }

  private struct Expectations {
    var output: [String] = []
    var error: String?
    var label = "error"
    var exitCode: Int32 = 1
    var carets: [String] = []
    var helps: [String] = []
    var notes: [String] = []

    init(_ text: String) {
      for line in text.components(separatedBy: "\n") {
        if let range = line.range(of: "# expect: ") {
          output.append(String(line[range.upperBound...]))
        } else if let range = line.range(of: "# expect error: ") {
          error = String(line[range.upperBound...])
        } else if let range = line.range(of: "# expect failed: ") {
          (error, label, exitCode) = (String(line[range.upperBound...]), "expect failed", 3)
        } else if let range = line.range(of: "# expect leak: ") {
          (error, label, exitCode) = (String(line[range.upperBound...]), "leak", 4)
        } else if let range = line.range(of: "# expect note: ") {
          notes.append(String(line[range.upperBound...]))
        } else if let range = line.range(of: "# expect help: ") {
          helps.append(String(line[range.upperBound...]))
        } else if line.hasPrefix("#"), line.dropFirst().drop(while: { $0 == " " }).hasPrefix("^") {
          carets.append(" " + line.dropFirst())
        }
      }
    }
  }
}
