import Testing

@testable import Lang

/// One text reports the errors of several lines, and none twice.
@Suite struct SyntaxRecoveryTests {
  private func lines(_ text: String) -> [Int] {
    let source = makeSource(text)
    return parse(text).diagnostics.compactMap { $0.span.map { source.position(of: $0.lower).line } }
  }

  @Test func everyLineIsTried() {
    #expect(
      tree("a = 1\nb = * 2\nc = 3\nd = )\ne = 5").hasSuffix(
        "(bind a 1.0)\n(invalid)\n(bind c 3.0)\n(invalid)\n(bind e 5.0)"))
    #expect(lines("a = 1\nb = * 2\nc = 3\nd = )\ne = 5") == [2, 4])
  }

  @Test func oneErrorPerLine() {
    #expect(lines("x = * / +* 3 4 5") == [1])
    #expect(lines("x = [1, 2\ny = (3") == [1, 2])
    #expect(lines("x = f(a, ]\ny = 3") == [1, 1])
  }

  @Test func anUnclosedBracketCostsOneLine() {
    #expect(tree("x = f(a, [1, 2]\ny = g(b)\nz = 3").hasSuffix("(bind y (call g b))\n(bind z 3.0)"))
  }

  @Test func errorsInsideBracketsSkipTheBracket() {
    #expect(tree("x = f(a,\n  b c,\n  d)\ny = 1").hasSuffix("(invalid)\n(bind y 1.0)"))
    #expect(lines("x = f(a,\n  b c,\n  d)\ny = 1") == [2])
  }

  @Test func blocksGoOn() {
    let text = "loss l(p):\n  a = * 1\n  b = 2\n  c = 1 +\n    * 3\n  return b\nend\nx = 1"
    #expect(lines(text) == [2, 5])
    #expect(
      tree(text).hasSuffix(
        "(loss l (p): (invalid); (bind b 2.0); (invalid); (return b))\n(bind x 1.0)"))
  }

  @Test(arguments: [
    "for x on y:", "while a b:", "if a = b:", "loss l p:", "def (x):",
    "rule 3(x):", "sweep a=[1] 2:", "nosuch x=1:", "for x in y", "while a", "if a", "def f(x)",
    "for x", "loss l(p)", "rule r",
  ])
  func aBrokenHeaderTakesItsBlockAlong(header: String) {
    #expect(lines("\(header)\n  a = 1\n  if b:\n    c = * 2\n  end\nend\nd = ]") == [1, 4, 7])
  }

  @Test func aBrokenHeaderOfFeaturesStillHoldsFeatures() {
    #expect(
      lines("features v on px on:\n  a = 1\n  head b\n  c = * 2\nend\nd = ]") == [1, 3, 4, 6])
  }

  @Test func aBrokenBranchTakesTheRestAlong() {
    #expect(lines("if a:\n b\nelif c d:\n e = *\nelse:\n f = *\nend\ng = *") == [3, 4, 6, 8])
  }

  @Test func aBrokenLineBlockEndsWithItsLine() {
    #expect(lines("if a: x =\ny = 1\nend") == [1, 3])
  }

  @Test func missingAndStrayEnds() {
    #expect(lines("x = 1\nend\ny = *") == [2, 3])
    #expect(lines("for x in y:\n  if a:\n    b\nend\nc") == [1])
  }
}
