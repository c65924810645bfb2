import Testing

@testable import Plot

struct TextTests {
  @Test(arguments: [
    (12345.6, 2, "12,345.60"), (-0.004, 2, "0.00"), (0, 0, "0"), (999.5, 0, "1,000"),
    (-1_234_567, 0, "-1,234,567"), (0.05, 1, "0.1"), (.nan, 2, "nan"), (3e300, 2, "3e300"),
  ])
  func decimalsAreFixed(value: Double, decimals: Int, expected: String) {
    #expect(NumberText.fixed(value, decimals: decimals) == expected)
  }

  @Test(arguments: [
    (0.0641234, "0.0641"), (6.98e-5, "6.98e-5"), (12345.678, "12,346"), (0, "0"),
    (-0.5, "-0.500"), (9.999e-6, "1e-5"), (1e20, "1e20"),
  ])
  func digitsAreSignificant(value: Double, expected: String) {
    #expect(NumberText.significant(value) == expected)
  }

  @Test func amountsCarrySignAndUnit() {
    #expect(NumberText.amount(1234.5, unit: "$", format: .number) == "+$1,235")
    #expect(NumberText.amount(-3.456, unit: "$", format: .number) == "-$3.46")
    #expect(NumberText.amount(0.1234, unit: "", format: .percent) == "+12.3%")
    #expect(NumberText.amount(-20, unit: "USDT", format: .number) == "-20.00 USDT")
  }

  @Test func quotesKeepATextInsideOneLiteral() {
    #expect(TextLayout.quoted("it's 3%") == #""it's 3%""#)
    #expect(
      TextLayout.quoted("a\n\"; `b` $c @d \\e\u{7}")
        == #""a \"; 'b' $c @d \\e ""#)
  }

  @Test func linesBreakAtClausesThenAtWords() {
    #expect(
      TextLayout.lines("one two, three four, five", width: 12, limit: 3)
        == ["one two,", "three four,", "five"])
    #expect(TextLayout.lines("alpha beta gamma", width: 10, limit: 3) == ["alpha beta", "gamma"])
    #expect(TextLayout.lines("", width: 10, limit: 3).isEmpty)
  }

  @Test func whatDoesNotFitEndsWithDots() {
    #expect(TextLayout.lines("a b c d e f g h", width: 5, limit: 1) == ["a ..."])
    #expect(TextLayout.cut("abcdefgh", width: 6) == "abc...")
  }
}
