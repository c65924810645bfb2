import Testing

@testable import Lang

@Suite struct SyntaxCompletenessTests {
  @Test(arguments: [
    "", "  ", "# note", "x = 1", "x = f(a)\ny", "if a: b", "features m on px: a, b", "x = 20%",
    "x = 5..", "if a:\n b\nend", "if a:\n b\nelse:\n c\nend", "if a:\n b\nelse: c", "x = (1 +\n2)",
    "loss l(p; k=1):\n if a:\n  b\n end\nend", "sweep lr=[1, 2]: head lr", "say \"a:\"",
    "at s1 3:31 set a 1",
    "x = * 3", "stage1 net d &", "x = {a: 1}",
  ])
  func complete(text: String) {
    #expect(Parser.completeness(of: text) == .complete)
  }

  @Test(arguments: [
    ("x = f(", 1), ("x = [{a: (1", 3), ("if a:", 1), ("if a: # note\n b", 1),
    ("if a:\n b\nelse:", 1),
    ("for x in y:\n if a:\n", 2), ("for x in y:\n if a:\n b\n end", 1), ("x = 1 +", 0),
    ("x = a and # so", 0),
    ("x = a |>", 0), ("head px \\", 0), ("head px \\\n", 0), ("loss l(p):\n  x = f(", 2),
    ("sweep lr=[1]:", 1), ("features m on px:", 1), ("x = f(a,\n\n", 1), ("def f(a,\n b):", 1),
  ])
  func incomplete(text: String, depth: Int) {
    #expect(Parser.completeness(of: text) == .incomplete(depth: depth))
  }

  @Test(arguments: [
    "end", "x = )", "x = (1]", "say \"abc", "x = 'a'", "if a:\n b\nend\nend", "else: x",
  ])
  func invalid(text: String) {
    #expect(Parser.completeness(of: text) == .invalid)
  }
}
