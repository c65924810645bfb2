import Foundation
import Testing

@testable import Shell

@Suite struct TextFileTests {
  private func message(_ path: String) -> String? {
    guard case .failure(let error) = TextFile.read(path: path) else { return nil }
    return error.message
  }

  @Test func aMissingScriptIsNamed() {
    #expect(message("/no/such/script.fml") == "no file '/no/such/script.fml'")
  }

  @Test func aFolderIsNoScript() {
    #expect(message("/tmp") == "'/tmp' is a folder, not a script")
  }

  @Test func theWholeTextIsRead() throws {
    let url = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: url) }
    let text = String(repeating: "x = 1\n", count: 50_000)
    try text.write(to: url, atomically: true, encoding: .utf8)
    guard case .success(let read) = TextFile.read(path: url.path) else {
      Issue.record("not read")
      return
    }
    #expect(read == text)
  }
}
