import Foundation
import Runtime
import Testing

@testable import Lang

/// Folders and catalogs agree: one file per entry, one line in the catalog.
@Suite struct CatalogFolderTests {
  static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../Sources").standardized

  /// Types in a folder that declare themselves members of an open set.
  private func entries(in folder: String, of kind: String) throws -> Set<String> {
    let pattern = try Regex("(?:enum|struct) ([A-Za-z0-9]+): (?:[A-Za-z]+, )*\(kind)\\b")
    let root = Self.sources.appending(path: folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    var names: Set<String> = []
    for case let file as URL in files! where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: pattern) {
        if let name = match.output[1].substring { names.insert(String(name)) }
      }
    }
    return names
  }

  @Test func commands() throws {
    let listed = Set(CommandCatalog.all.map { "\($0)" })
    #expect(try entries(in: "Lang/Commands", of: "Command") == listed)
  }

  @Test func functions() throws {
    let listed = Set(FunctionCatalog.all.map { "\($0)" })
    let declared = try entries(in: "Lang/Functions", of: "Function")
    #expect(declared.isSubset(of: listed.union(["ListStatistic"])))
    #expect(!declared.isEmpty)
  }

  @Test func architecturesAndLayers() throws {
    #expect(
      try entries(in: "Runtime/Nets", of: "Architecture")
        == Set(ArchitectureCatalog.all.map { "\($0)" }))
    let layers = try entries(in: "Runtime/Nets", of: "Layer")
      .union(entries(in: "Runtime/Nets/Layers", of: "Activation"))
      .union(entries(in: "Runtime/Nets/Layers", of: "JoinLayer"))
    #expect(layers == Set(LayerCatalog.all.map { "\($0)" }))
  }

  @Test func lints() throws {
    #expect(
      try entries(in: "Runtime/Training/Lints", of: "Lint") == Set(LintCatalog.all.map { "\($0)" }))
  }

  @Test func scoresAndMetrics() throws {
    #expect(
      try entries(in: "Runtime/Evaluation", of: "Score") == Set(ScoreCatalog.all.map { "\($0)" }))
    #expect(
      try entries(in: "Runtime/Evaluation", of: "Metric")
        == Set(MetricCatalog.all.map { "\($0)" }))
  }
}
