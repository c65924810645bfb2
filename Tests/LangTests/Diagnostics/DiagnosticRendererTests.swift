import Testing

@testable import Lang

@Suite struct DiagnosticRendererTests {
  private func render(
    _ text: String, _ lower: Int, _ upper: Int, hint: String? = nil, help: String? = nil,
    firstLine: Int = 1, columns: Int = 79
  ) -> String {
    let source = Source(id: 1, name: "a.fml", text: text, firstLine: firstLine)
    let span = Span(source: 1, lower: lower, upper: upper)
    let diagnostic = Diagnostic("wrong", at: span, hint: hint, help: help)
    return DiagnosticRenderer(columns: columns).render(diagnostic, in: source)
  }

  @Test func theLookOfTheContract() {
    let source = Source(id: 7, name: "prompt", text: "ret = pct(px.clsoe)", firstLine: 12)
    let diagnostic = Diagnostic(
      "no column 'clsoe' in px", at: Span(source: 7, lower: 13, upper: 18),
      hint: "did you mean 'close'?")
    #expect(
      DiagnosticRenderer().render(diagnostic, in: source) == """
        error: no column 'clsoe' in px
         12 | ret = pct(px.clsoe)
            |              ^^^^^ did you mean 'close'?
        """)
    #expect(
      DiagnosticRenderer(namesPlace: true).render(diagnostic, in: source).hasPrefix(
        "prompt:12:14: error: no column"))
  }

  @Test func help() {
    #expect(
      render("a\nbc\nd", 3, 4, help: "say c") == """
        error: wrong
         2 | bc
           |  ^
           = help: say c
        """)
  }

  @Test func withoutAPlace() {
    let diagnostic = Diagnostic("wrong", hint: "so", help: "thus")
    let shown = DiagnosticRenderer().render(diagnostic, in: nil)
    #expect(shown == "error: wrong\n  = hint: so\n  = help: thus")
    let elsewhere = Diagnostic("wrong", at: Span(source: 9, lower: 0, upper: 1))
    #expect(DiagnosticRenderer().render(elsewhere, in: makeSource("x")) == "error: wrong")
  }

  @Test func kinds() {
    let kinds: [Diagnostic.Kind] = [.error, .expectation, .leak, .interrupted]
    #expect(kinds.map(\.label) == ["error: ", "expect failed: ", "leak: ", "interrupted: "])
  }

  @Test func tabsAndWideCharacters() {
    #expect(render("\tab", 1, 2) == "error: wrong\n 1 |     ab\n   |     ^")
    #expect(render("é漢x", 5, 6) == "error: wrong\n 1 | é漢x\n   |    ^")
    #expect(render("é漢x", 2, 5) == "error: wrong\n 1 | é漢x\n   |  ^^")
    #expect(render("a\u{1B}[31m", 0, 1) == "error: wrong\n 1 | a\u{FFFD}[31m\n   | ^")
    #expect(render("ab\r\ncd", 1, 2) == "error: wrong\n 1 | ab\n   |  ^")
  }

  @Test func columnsCountCharacters() {
    let source = Source(id: 1, name: "a.fml", text: "x\né漢xy")
    let place = source.position(of: 7)
    #expect(place.line == 2)
    #expect(place.column == 3)
  }

  @Test func spansOverLinesAndBeyond() {
    #expect(render("f(a,\n  b)", 0, 9) == "error: wrong\n 1 | f(a,\n   | ^^^^...")
    #expect(render("ab", 2, 2) == "error: wrong\n 1 | ab\n   |   ^")
    #expect(render("ab", 50, 90) == "error: wrong\n 1 | ab\n   |   ^")
  }

  @Test func longLinesAreCutAroundTheCaret() {
    let text = String(repeating: "a", count: 200) + "XY" + String(repeating: "b", count: 200)
    let lines = render(text, 200, 202, columns: 60).split(separator: "\n").map(String.init)
    #expect(lines[1].count <= 60)
    #expect(lines[1].hasPrefix(" 1 | ...a"))
    #expect(lines[1].hasSuffix("b..."))
    let caret = Array(lines[2]).firstIndex(of: "^")
    #expect(caret == Array(lines[1]).firstIndex(of: "X"))
    #expect(lines[2].hasSuffix("^^"))
    let early = render(text, 0, 1, columns: 60).split(separator: "\n").map(String.init)
    #expect(early[1].hasPrefix(" 1 | aaa"))
    #expect(early[2] == "   | ^")
  }

  @Test func sourcesById() {
    var sources = SourceMap()
    let first = sources.add(name: "a.fml", text: "x y")
    let second = sources.add(name: "prompt", text: "z", firstLine: 4)
    #expect(first.id != second.id)
    #expect(sources[second.id]?.name == "prompt")
    #expect(sources[99] == nil)
    let found = [
      Diagnostic("one", at: Span(source: first.id, lower: 2, upper: 3)),
      Diagnostic("two", at: Span(source: second.id, lower: 0, upper: 1)),
    ]
    #expect(
      DiagnosticRenderer().render(found, in: sources)
        == "error: one\n 1 | x y\n   |   ^\nerror: two\n 4 | z\n   | ^")
  }
}
