import Testing

@testable import Lang

/// Which lines belong together.
@Suite struct SyntaxLineTests {
  @Test func oneStatementPerLine() {
    #expect(tree("a\n\n  b\n\tc\n") == "a\nb\nc")
    #expect(tree("") == "")
    #expect(tree("# only this\n") == "")
  }

  @Test(arguments: ["(a,\n b)", "(a\n, b\n)", "(\na, b)", "(a, # first\n\n b)"])
  func openBrackets(rest: String) {
    #expect(tree("f\(rest)") == "(call f a b)")
    let list = "[" + rest.dropFirst().dropLast() + "]"
    #expect(tree("x = \(list)\ny") == "(bind x [a b])\ny")
  }

  @Test func bracketsOnTheNextLineInsideBrackets() {
    #expect(errors("x = [a\n(b)]").contains("expected ',' or ']'"))
  }

  @Test(arguments: [
    "+", "-", "*", "/", "%", "**", "==", "!=", "<", "<=", ">", ">=", "and", "or", "in",
  ])
  func trailingOperators(sign: String) {
    #expect(tree("a \(sign)\n\n  b\nc") == "(\(sign) a b)\nc")
    #expect(tree("a \(sign) # why\nb") == "(\(sign) a b)")
  }

  @Test func trailingPipe() {
    #expect(tree("x |>\nf") == "(|> x f)")
  }

  @Test func noOperatorsAtTheEnd() {
    #expect(tree("x = 20%\ny") == "(bind x 0.2)\ny")
    #expect(tree("x = 5..\ny") == "(bind x (.. 5.0 _))\ny")
    #expect(tree("x.in\ny") == "(. x in)\ny")
  }

  @Test func backslash() {
    #expect(tree("head px \\\n  n=5\nx") == "(!head px n=5.0)\nx")
    #expect(tree("a \\  \n + b") == "(+ a b)")
    #expect(tree("a + b \\") == "(+ a b)")
    #expect(
      errors("a \\ b") == """
        error: a '\\' joins lines only at the end of a line
         1 | a \\ b
           |   ^
        """)
  }

  @Test func leadingPipe() {
    #expect(tree("x = a\n  |> f\n  |> g(1)\ny") == "(bind x (|> (|> a f) (call g 1.0)))\ny")
    #expect(tree("a\n# remark\n\n|> f") == "(|> a f)")
    #expect(
      errors("\n  |> head(5)") == """
        error: '|>' needs a value at its left
         2 |   |> head(5)
           |   ^^ end the line before with '|>', or put the value in front
        """)
  }

  @Test func indentationIsFree() {
    #expect(tree("   if a:\nb\n         end") == "(if [a: b])")
  }
}
