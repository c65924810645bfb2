import Foundation
import Testing

@testable import Plot

/// Every kind in every format. With `FML_GALLERY=FOLDER` the pictures stay there to be looked at.
struct GalleryTests {
  @Test(arguments: ["png", "svg", "pdf"])
  func everyKindIsDrawnToAFile(format: String) throws {
    let kept = ProcessInfo.processInfo.environment["FML_GALLERY"]
    let folder = kept ?? NSTemporaryDirectory() + "fml-gallery-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { if kept == nil { try? FileManager.default.removeItem(atPath: folder) } }
    let beginnings = ["png": "\u{89}PNG", "svg": "<?xml", "pdf": "%PDF"]
    for (name, chart) in try SampleCharts.all() {
      let path = "\(folder)/\(name).\(format)"
      try Gnuplot().write(chart, to: path)
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      let beginning = try #require(beginnings[format]?.unicodeScalars.map { UInt8($0.value) })
      #expect(data.starts(with: beginning))
      #expect(data.count > 3000)
    }
  }

  @Test(arguments: [(79, 24), (120, 40)])
  func everyKindIsDrawnAsText(columns: Int, rows: Int) throws {
    for (name, chart) in try SampleCharts.all() {
      let text = try Gnuplot().text(chart, columns: columns, rows: rows)
      if let folder = ProcessInfo.processInfo.environment["FML_GALLERY"] {
        try text.write(
          toFile: "\(folder)/\(name)-\(columns).txt", atomically: true, encoding: .utf8)
      }
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      #expect(lines.count <= rows)
      #expect(lines.allSatisfy { $0.count <= columns })
      #expect(lines.first?.hasPrefix(chart.title.prefix(20)) == true)
      #expect(!text.contains("\u{1b}"))
    }
  }
}
