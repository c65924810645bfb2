import Testing

@testable import Lang

@Suite struct SyntaxTextTests {
  @Test(arguments: [
    (#""""#, #""""#), (#""plain""#, #""plain""#), (#""a \"b\" \\ c""#, #""a "b" \ c""#),
    (#""a\nb""#, "\"a\nb\""), (#""{{x}} }""#, #""{x} }""#), (#""Ünïcödé €""#, #""Ünïcödé €""#),
  ])
  func literals(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: [
    (#""{x}""#, #""<x>""#), (#""a {x:.2f} b""#, #""a |<x:.2f>| b""#),
    (#""{x.y + 1:.0%}%""#, #""<(+ (. x y) 1.0):.0%>|%""#), (#""{f("a}")}""#, #""<(call f "a}")>""#),
    (#""{px["AAPL"]:.2f}""#, #""<(index px "AAPL"):.2f>""#),
    (#""{x[1..2]}""#, #""<(index x (.. 1.0 2.0))>""#),
    (#""{ {a: 1}.a :.1f}""#, #""<(. {a:1.0} a):.1f>""#), (#""{{{x}}}""#, #""{|<x>|}""#),
    (#""{f("{y}")}""#, #""<(call f "<y>")>""#), (#""{f("{{")}""#, #""<(call f "{")>""#),
    (#""{a}{b}""#, #""<a>|<b>""#),
  ])
  func interpolation(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test func interpolatedExpressionsKeepTheirPlace() {
    #expect(
      errors(#"say "net {a +* b} ""#) == #"""
        error: expected a value, found '*'
         1 | say "net {a +* b} "
           |              ^
        """#)
    #expect(
      errors(#"say "{a b}""#) == #"""
        error: unexpected 'b'
         1 | say "{a b}"
           |         ^
        """#)
  }

  @Test func unclosed() {
    #expect(
      errors("x = \"abc  \ny = 2") == """
        error: the text has no closing quote on its line
         1 | x = "abc  
           |     ^^^^
        """)
    #expect(
      errors(#"x = "a {b c""#) == #"""
        error: '{' in a text is not closed
         1 | x = "a {b c"
           |        ^ a brace itself is written {{
        """#)
  }

  @Test func escapes() {
    #expect(
      errors(#"x = "C:\data""#) == #"""
        error: no escape '\d' in a text
         1 | x = "C:\data"
           |        ^^ a backslash itself is written \\
        """#)
    #expect(
      errors(#"x = "{}""#) == #"""
        error: nothing between the braces
         1 | x = "{}"
           |      ^^ a brace itself is written {{
        """#)
  }

  @Test func foreignQuotes() {
    #expect(
      errors("x = 'abc'") == """
        error: a text stands in double quotes
         1 | x = 'abc'
           |     ^^^^^ write "..."
        """)
    #expect(
      errors("x = “abc”").hasPrefix(
        """
        error: a typographic quote
         1 | x = “abc”
           |     ^ write a plain "
        """))
  }
}
