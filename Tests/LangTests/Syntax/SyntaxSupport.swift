import Runtime

@testable import Lang

/// The verbs of the syntax tests, with the kinds the parser looks at.
let testVerbs: [Signature] =
  [
    Signature("expect", group: "", "", positionals: [Parameter("condition", .expression, "")]),
    Signature("timeit", group: "", "", positionals: [Parameter("what", .expression, "")]),
    Signature(
      "load", group: "", "",
      positionals: [Parameter("path", .path, ""), Parameter("more", .any, variadic: true, "")]),
  ]
  + [
    "adjust", "align", "backtest", "clean", "compare", "describe", "dsr", "ensemble", "gaps",
    "gradcheck", "head", "help", "ic", "importance", "leakcheck", "plot", "quit", "resume", "run",
    "runs", "save", "say", "scale", "seed", "set", "show", "split", "stage1", "stage2", "sweep",
    "use", "walkforward",
  ].map { Signature($0, group: "", "", positionals: [Parameter("x", .any, variadic: true, "")]) }

private let testSignatures = Dictionary(uniqueKeysWithValues: testVerbs.map { ($0.name, $0) })

func makeSource(_ text: String) -> Source { Source(id: 1, name: "test.fml", text: text) }

/// Parses with the test verbs; `names` are variables in scope.
func parse(_ text: String, names: Set<String> = []) -> ParsedText {
  let vocabulary = Vocabulary(
    verb: { testSignatures[$0] }, isName: { names.contains($0) },
    verbNames: testVerbs.map(\.name))
  return Parser.parse(makeSource(text), vocabulary)
}

/// The statements of a text as nested lists, one line each; errors come first.
func tree(_ text: String, names: Set<String> = []) -> String {
  let parsed = parse(text, names: names)
  let errors = parsed.diagnostics.map { "error: \($0.message)" }
  return (errors + parsed.statements.map(SyntaxDump.text)).joined(separator: "\n")
}

/// The errors of a text as a user sees them.
func errors(_ text: String, names: Set<String> = []) -> String {
  let renderer = DiagnosticRenderer()
  let source = makeSource(text)
  return parse(text, names: names).diagnostics.map { renderer.render($0, in: source) }
    .joined(separator: "\n")
}

/// The kinds of the tokens of a text without the closing `.end`.
func tokenKinds(_ text: String) -> [Token.Kind] {
  Lexer.tokenize(makeSource(text)).tokens.dropLast().map(\.kind)
}
