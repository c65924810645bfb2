import Testing

@testable import Lang

/// Broken texts are reported, whatever they are; nothing traps and nothing loops.
@Suite struct SyntaxFuzzTests {
  /// A small generator (SplitMix64), so that every run sees the same texts.
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  private static let snippets =
    Symbol.allCases.map(\.rawValue) + Keyword.allCases.map(\.rawValue)
    + [
      "\"", "\\", "\n", "#", "{", "}", "'", " ", "\t", "\r", "\u{0}", "é", "漢", "\u{301}", "1.",
      ".5",
      "20%", "5d", "2024-06-30", "2024-02-31", "09:30-16:00", "1e", "head ", "features a:",
      "loss l(p):",
      "sweep a=[1]:\n", "\n|> f", "at s1 3:", "x = ", "\"{a:", "1__0", "99999999999999999999mo",
    ]

  /// A few neighbouring lines.
  private static func excerpt(_ program: String, _ random: inout Generator) -> String {
    let lines = program.split(separator: "\n")
    let first = Int.random(in: 0..<lines.count, using: &random)
    return lines[first..<min(first + 5, lines.count)].joined(separator: "\n")
  }

  private static func mutate(_ program: String, _ random: inout Generator) -> String {
    var scalars = Array(program.unicodeScalars)
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      let place = Int.random(in: 0...scalars.count, using: &random)
      let length = Int.random(in: 0...12, using: &random)
      let upper = min(place + length, scalars.count)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: scalars.removeSubrange(place..<upper)
      case 1:
        scalars.insert(
          contentsOf: snippets.randomElement(using: &random)?.unicodeScalars ?? "".unicodeScalars,
          at: place)
      case 2:
        scalars.insert(
          contentsOf: Array(scalars[place..<upper]),
          at: Int.random(in: 0...scalars.count, using: &random))
      default: scalars.removeSubrange(upper...)
      }
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func mutatedPrograms(seed: UInt64) {
    var random = Generator(state: seed)
    for _ in 0..<5_000 {
      guard let program = samplePrograms.randomElement(using: &random) else { return }
      check(Self.mutate(Self.excerpt(program, &random), &random))
    }
  }

  /// Texts that would take hours if a rule looked at the whole rest of the text again and again.
  @Test(arguments: [
    ("(", "]"), ("x = \"{a", ""), ("\"{", ""), ("? ", ""), ("f(", ")"), ("if a:\n", "end\n"),
    ("\t", "?"),
    ("x = (\n", ""), ("[(", "]"), ("a.", ""), ("- ", ""), ("\\", "\n"), ("a: ", ""), ("1e", "%"),
  ])
  func repetitions(opening: String, closing: String) {
    let count = 20_000
    check(String(repeating: opening, count: count) + String(repeating: closing, count: count))
  }

  @Test func errorsAreLimited() {
    #expect(parse(String(repeating: "?\n", count: 500)).diagnostics.count == Parser.maximumErrors)
  }

  /// Every error lies in the text and can be shown; a text without errors has no holes; a text that
  /// waits for more lines cannot be run as it is.
  private func check(_ text: String) {
    let source = makeSource(text)
    let parsed = parse(text)
    for diagnostic in parsed.diagnostics {
      guard let span = diagnostic.span else {
        Issue.record("no place: \(diagnostic.message) in \(text.debugDescription)")
        continue
      }
      let isInside = 0 <= span.lower && span.lower <= span.upper && span.upper <= source.bytes.count
      if !isInside { Issue.record("outside: \(diagnostic.message) in \(text.debugDescription)") }
    }
    if let first = parsed.diagnostics.first {
      if DiagnosticRenderer().render(first, in: source).isEmpty { Issue.record("nothing shown") }
    } else {
      let dump = SyntaxDump.text(parsed.statements)
      if dump.contains("(invalid)") { Issue.record("unreported: \(text.debugDescription)") }
    }
    if case .incomplete(let depth) = Parser.completeness(of: text), depth > 0,
      parsed.diagnostics.isEmpty
    {
      Issue.record("incomplete without an error: \(text.debugDescription)")
    }
  }
}

extension SyntaxDump {
  static func text(_ statements: [StatementSyntax]) -> String {
    statements.map(text).joined(separator: "\n")
  }
}
