import Foundation
import Lang
import Testing

@Suite struct ReferencePageTests {
  private var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
  }

  @Test func theCommittedPageIsFresh() throws {
    let committed = try String(
      contentsOf: root.appendingPathComponent("REFERENCE.md"), encoding: .utf8)
    #expect(committed == ReferencePage.markdown, "run: make reference")
  }

  @Test func everyVerbHasAPage() {
    for entry in CommandCatalog.all {
      #expect(!ReferencePage.entries(named: entry.signature.name).isEmpty)
    }
  }

  @Test func aPageShowsUsageParametersAndExamples() throws {
    let stage1 = try #require(ReferencePage.entries(named: "stage1").first)
    let text = HelpPage(stage1.signature).text(asCall: stage1.isCall)
    #expect(text.contains("stage1 model dataset"))
    #expect(text.contains("epochs"))
    #expect(text.contains("default 10"))
    #expect(text.contains("examples:"))
  }
}
