import Foundation
import Testing

@testable import Shell

@Suite struct HistoryFileTests {
  private func temporary() -> (HistoryFile, URL) {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("fml-history-\(UUID().uuidString)")
    return (HistoryFile(path: folder.appendingPathComponent("deep/history").path), folder)
  }

  @Test func linesComeBackInOrder() {
    let (history, folder) = temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    history.append("x = 1")
    history.append("plot pnl bt")
    #expect(history.lines() == ["x = 1", "plot pnl bt"])
  }

  @Test func aMissingFileIsAnEmptyHistory() {
    #expect(temporary().0.lines().isEmpty)
  }

  @Test func aLongHistoryIsCutToItsNewestHalf() throws {
    let (history, folder) = temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    history.append("first")
    let many = (0...HistoryFile.limit).map { "line \($0)" }.joined(separator: "\n")
    try many.write(toFile: history.path, atomically: true, encoding: .utf8)
    let kept = history.lines()
    #expect(kept.count == HistoryFile.limit / 2)
    #expect(kept.last == "line \(HistoryFile.limit)")
    #expect(history.lines() == kept)
  }

  @Test func blankAndMultiLineEntriesAreNotWritten() {
    let (history, folder) = temporary()
    defer { try? FileManager.default.removeItem(at: folder) }
    history.append("")
    history.append("a\nb")
    #expect(history.lines().isEmpty)
  }
}
