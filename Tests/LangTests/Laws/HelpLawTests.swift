import Foundation
import Runtime
import Testing

@testable import Lang

/// `help` for everything there is.
@Suite struct HelpLawTests {
  static let names: [String] = Set(ReferencePage.sections.flatMap { $0.signatures.map(\.name) })
    .sorted()

  @Test func everythingHasAPage() {
    #expect(Self.names.count > 100)
    for name in Self.names {
      let output = CollectedOutput()
      #expect(Session.sample(output).execute("help \(name)") == .finished, "\(name)")
      let lines = output.results.joined(separator: "\n").components(separatedBy: "\n")
      for entry in ReferencePage.entries(named: name) {
        #expect(lines.contains { entry.signature.summary.hasPrefix($0) && !$0.isEmpty }, "\(name)")
      }
      for line in lines { #expect(line.count <= 100, "\(name): \(line)") }
    }
  }

  @Test func whatCanBeCalledHasAPage() {
    for name in Registry.functionNames + Registry.commandNames {
      #expect(Self.names.contains(name), "help \(name)")
    }
  }

  @Test func theOverviewNamesEverything() {
    let output = CollectedOutput()
    _ = Session.sample(output).execute("help")
    let text = output.results.joined()
    for line in text.components(separatedBy: "\n") { #expect(line.count <= 79, "\(line)") }
    let words = Set(text.split { $0 == " " || $0 == "\n" }.map(String.init))
    for name in Self.names { #expect(words.contains(name), "\(name)") }
  }
}
