import Testing

@testable import Lang

@Suite struct SyntaxPrinterTests {
  @Test(arguments: [
    ("x=(a+b)*c", "x = (a + b) * c"), ("x = a-(b-c)", "x = a - (b - c)"),
    ("x = (a*b)+c", "x = a * b + c"),
    ("x = (-a)**b", "x = (-a) ** b"), ("x = -(a**b)", "x = -a ** b"),
    ("x = (a**b)**c", "x = (a ** b) ** c"),
    ("x = not (a and b)", "x = not (a and b)"), ("x = (a |> f) + 1", "x = (a |> f) + 1"),
    ("x = (1..2)", "x = 1..2"),
    ("x = (a < b) == c", "x = (a < b) == c"), ("x = 1_000", "x = 1000"), ("x = 20%", "x = 0.2"),
    ("x = 60min", "x = 1h"), ("x = 14d", "x = 2w"), ("x = 18mo", "x = 18mo"),
    ("x = 24mo", "x = 2y"),
    ("x = 2024-06-30", "x = 2024-06-30"),
    ("x = 1969-12-31T23:59:58.5", "x = 1969-12-31T23:59:58.500000000"),
    ("x = 0001-01-01", "?"), ("say \"a {b:.2f}{{}}\\n\"", "say \"a {b:.2f}{{}}\\n\""),
    ("plot (a-b) -c k=(d |> f)", "plot (a - b) -c k=(d |> f)"), ("head px 1..3", "head px 1..3"),
    ("if a: b", "if a:\n  b\nend"), ("def f(a, k=1): a", "def f(a, k=1):\n  a\nend"),
    ("at s1 epoch=5 set lr 1", "at s1 epoch=5 set lr 1"),
    ("s = sweep a=[1]: b", "s = sweep a=[1]:\n  b\nend"),
    ("x = (5).y", "x = (5).y"), ("head(px, 5) &", "head px 5 &"),
    ("x = {\"a b\": 1}", "x = {\"a b\": 1}"),
  ])
  func canonicalText(text: String, expected: String) {
    #expect(SyntaxPrinter.text(parse(text).statements) == expected)
  }

  @Test(arguments: samplePrograms)
  func roundTrip(program: String) {
    let first = parse(program)
    #expect(first.diagnostics.isEmpty)
    let printed = SyntaxPrinter.text(first.statements)
    #expect(tree(printed) == first.statements.map(SyntaxDump.text).joined(separator: "\n"))
    #expect(SyntaxPrinter.text(parse(printed).statements) == printed)
  }
}
