import Foundation
import Testing

/// A table under `Tests/Reference`: its columns, or figures in rows of `set;name;value`.
struct ReferenceSheet {
  let columns: [String: [Double]]
  /// By set, then by name.
  let figures: [String: [String: Double]]

  init(_ file: String) throws {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Reference/\(file)").standardized
    let lines = try String(contentsOf: path, encoding: .utf8).split(separator: "\n")
      .filter { !$0.hasPrefix("#") }
      .map { $0.split(separator: ";", omittingEmptySubsequences: false).map(String.init) }
    let names = lines.first ?? []
    var columns: [String: [Double]] = [:]
    var figures: [String: [String: Double]] = [:]
    let isTable = names != ["set", "name", "value"]
    for cells in lines.dropFirst() {
      if isTable {
        for (name, cell) in zip(names, cells) {
          columns[name, default: []].append(Double(cell) ?? .nan)
        }
      } else if cells.count == 3 {
        figures[cells[0], default: [:]][cells[1]] = Double(cells[2]) ?? .nan
      }
    }
    (self.columns, self.figures) = (columns, figures)
  }

  func column(_ name: String) throws -> [Double] { try #require(columns[name], "\(name)") }

  func figure(_ set: String, _ name: String) throws -> Double {
    try #require(figures[set]?[name], "\(set) \(name)")
  }

  /// Whether a value is within a share of a figure, or of `scale` where that is larger.
  func agrees(
    _ value: Double, _ set: String, _ name: String, within share: Double = 1e-10, scale: Double = 0
  ) throws -> Bool {
    let expected = try figure(set, name)
    if expected.isNaN { return value.isNaN }
    return abs(value - expected) <= share * max(abs(expected), scale)
  }
}
