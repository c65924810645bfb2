import Plot
import Runtime
import Testing

@testable import Lang

/// What holds for every entry of every open set.
@Suite struct CatalogLawTests {
  /// Signatures by catalog, so that a failure names both.
  struct Catalog: Sendable, CustomTestStringConvertible {
    let name: String
    let signatures: [Signature]
    /// Whether a user types the entries; scores and metrics are only named.
    let isTyped: Bool
    var testDescription: String { name }
  }

  static let catalogs: [Catalog] = [
    .init(name: "commands", signatures: CommandCatalog.all.map { $0.signature }, isTyped: true),
    .init(name: "operators", signatures: OperatorCatalog.all.map { $0.signature }, isTyped: true),
    .init(name: "functions", signatures: FunctionCatalog.all.map { $0.signature }, isTyped: true),
    .init(
      name: "architectures", signatures: ArchitectureCatalog.all.map { $0.signature },
      isTyped: true),
    .init(name: "layers", signatures: LayerCatalog.all.map { $0.signature }, isTyped: true),
    .init(name: "rules", signatures: RulePrelude.all, isTyped: true),
    .init(name: "scores", signatures: ScoreCatalog.all.map { $0.signature }, isTyped: false),
    .init(name: "metrics", signatures: MetricCatalog.all.map { $0.signature }, isTyped: false),
  ]

  @Test(arguments: catalogs)
  func everyEntryIsExplained(_ catalog: Catalog) {
    #expect(!catalog.signatures.isEmpty)
    for signature in catalog.signatures {
      #expect(!signature.group.isEmpty, "\(signature.name)")
      #expect(!signature.summary.isEmpty, "\(signature.name)")
      #expect(!signature.summary.hasSuffix("."), "\(signature.name): \(signature.summary)")
      #expect(!signature.summary.contains("\n"), "\(signature.name)")
    }
  }

  @Test(arguments: catalogs)
  func everyParameterIsExplained(_ catalog: Catalog) {
    for signature in catalog.signatures {
      let parameters = signature.positionals + signature.options
      for parameter in parameters {
        let place = "\(signature.name) \(parameter.name)"
        #expect(!parameter.help.isEmpty, "\(place)")
        #expect(!parameter.help.hasSuffix("."), "\(place): \(parameter.help)")
        #expect(parameter.sentence.contains(parameter.help), "\(place)")
      }
      #expect(Set(parameters.map(\.name)).count == parameters.count, "\(signature.name)")
    }
  }

  @Test(arguments: catalogs)
  func defaultsAreAccepted(_ catalog: Catalog) {
    for signature in catalog.signatures {
      for parameter in signature.positionals + signature.options {
        let place = "\(signature.name) \(parameter.name)"
        switch parameter.defaultValue {
        case .number(let value):
          if let range = parameter.range { #expect(range.contains(value), "\(place)") }
          if parameter.kind == .integer { #expect(value == value.rounded(), "\(place)") }
        case .text(let word):
          if case .choice(let words) = parameter.kind { #expect(words.contains(word), "\(place)") }
        case .boolean: #expect(parameter.kind == .boolean || parameter.kind == .any, "\(place)")
        case .required, .absent: break
        }
        if case .choice(let words) = parameter.kind { #expect(words.count >= 1, "\(place)") }
      }
    }
  }

  @Test(arguments: catalogs)
  func requiredPositionalsComeFirst(_ catalog: Catalog) {
    for signature in catalog.signatures {
      let optional = signature.positionals.map { $0.defaultValue != .required }
      // A kind of chart, or of view, is told from its values by its word.
      guard signature.name != "plot", signature.name != "show" else { continue }
      #expect(optional == optional.sorted { !$0 && $1 }, "\(signature.name)")
      #expect(signature.positionals.dropLast().allSatisfy { !$0.isVariadic }, "\(signature.name)")
    }
  }

  @Test(arguments: catalogs.filter(\.isTyped))
  func examplesParse(_ catalog: Catalog) {
    let session = Session.sample(CollectedOutput())
    for signature in catalog.signatures {
      #expect(!signature.examples.isEmpty, "\(signature.name) has no example")
      for example in signature.examples {
        let source = Source(id: 0, name: "example", text: example.code)
        let program = Parser.parse(source, session.vocabulary)
        #expect(program.diagnostics.isEmpty, "\(signature.name): \(example.code)")
        #expect(example.code.contains(signature.name), "\(example.code)")
      }
    }
  }

  /// Examples without a result may name what a session does not have; those with one run as they
  /// are.
  @Test(arguments: catalogs.filter(\.isTyped))
  func examplesPrintWhatTheyPromise(_ catalog: Catalog) {
    for signature in catalog.signatures {
      for example in signature.examples {
        guard let prints = example.prints else { continue }
        let output = CollectedOutput()
        let outcome = Session.sample(output).execute(example.code)
        #expect(outcome == .finished, "\(example.code): \(output.notes)")
        #expect(output.results.last == prints, "\(example.code)")
      }
    }
  }

  @Test(arguments: catalogs)
  func namesAreUniqueAndPlain(_ catalog: Catalog) {
    let names = catalog.signatures.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" }, "\(name)")
      #expect(Keyword(rawValue: name) == nil, "\(name) is a word of the language")
    }
  }

  @Test func verbsAreNoFunctions() {
    let functions = Set(Registry.functionNames)
    for name in Registry.commandNames { #expect(!functions.contains(name), "\(name)") }
  }

  @Test func plannedVerbsAreNotThereYet() {
    for name in PlannedVerbs.names { #expect(Registry.command(name) == nil, "\(name)") }
  }

  @Test func chartKindsAreExplained() {
    for kind in ChartCatalog.all {
      #expect(!kind.summary.isEmpty)
      #expect(kind.example.hasPrefix("plot"), "\(kind.example)")
      #expect(ChartSources.source(named: kind.name) != nil, "\(kind.name) draws nothing")
      let session = Session.sample(CollectedOutput())
      let program = Parser.parse(
        Source(id: 0, name: "example", text: kind.example), session.vocabulary)
      #expect(program.diagnostics.isEmpty, "\(kind.example)")
    }
  }
}
