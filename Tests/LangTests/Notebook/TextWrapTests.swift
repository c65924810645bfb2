import Testing

@testable import Lang

@Suite struct TextWrapTests {
  @Test func aShortLineStays() {
    #expect(TextWrap.lines("  lr  learning rate", width: 40, indent: 6) == ["  lr  learning rate"])
  }

  @Test func aLongLineBreaksBetweenWords() {
    let lines = TextWrap.lines("  lr  the learning rate of each step", width: 26, indent: 6)
    #expect(lines == ["  lr  the learning rate of", "      each step"])
  }

  @Test func aWordLongerThanALineStaysWhole() {
    let word = String(repeating: "x", count: 50)
    #expect(TextWrap.lines("a \(word) b", width: 20) == ["a", word, "b"])
  }

  @Test func linesOfASourceAreFilledAnew() {
    let text = "one two three\nfour five\n\n  a line\nsix"
    #expect(
      TextWrap.paragraphs(text, width: 30) == ["one two three four five", "", "  a line", "six"])
  }
}
