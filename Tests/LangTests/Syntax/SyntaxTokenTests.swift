import Testing

@testable import Lang

@Suite struct SyntaxTokenTests {
  @Test(arguments: [
    ("0", 0), ("42", 42), ("1_000", 1000), ("1_000_000.5", 1_000_000.5), ("1.5", 1.5),
    ("1e-3", 1e-3), ("1E3", 1e3), ("2.5e+2", 250), ("2bp", 0.0002), ("3bp", 0.0003),
    ("20%", 0.2), ("0.7%", 0.007), ("5e1%", 0.5), ("1e-400", 0),
    ("9007199254740993", 9_007_199_254_740_992),
  ])
  func numbers(text: String, value: Double) {
    #expect(tokenKinds(text) == [.number(value)])
  }

  /// `%` is percent when it touches a number and no operand touches it at the right.
  @Test(arguments: [
    ("20%", "0.2"), ("20% ", "0.2"), ("(20%)", "0.2"), ("20%-5%", "(- 0.2 0.05)"),
    ("20%*2", "(* 0.2 2.0)"), ("20%..30%", "(.. 0.2 0.3)"), ("5%3", "(% 5.0 3.0)"),
    ("5 % 3", "(% 5.0 3.0)"), ("5 %3", "(% 5.0 3.0)"), ("x%3", "(% x 3.0)"), ("5%x", "(% 5.0 x)"),
    ("5%_x", "(% 5.0 _x)"), ("5%(3)", "(% 5.0 3.0)"), ("5%[3]", "(% 5.0 [3.0])"),
    ("5%\"a\"", "(% 5.0 \"a\")"), ("x % 3", "(% x 3.0)"), ("5%%3", "(% 0.05 3.0)"),
    ("x[20%]", "(index x 0.2)"),
  ])
  func percent(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(
    arguments: [
      ("250ms", 250_000_000, 0), ("3s", 3_000_000_000, 0), ("30min", 1_800_000_000_000, 0),
      ("4h", 14_400_000_000_000, 0), ("1.5h", 5_400_000_000_000, 0), ("5d", 432_000_000_000_000, 0),
      ("2w", 1_209_600_000_000_000, 0), ("3mo", 0, 3), ("2y", 0, 24), ("0.5y", 0, 6),
    ] as [(String, Int64, Int)])
  func durations(text: String, nanoseconds: Int64, months: Int) {
    #expect(
      tokenKinds(text) == [.duration(DurationLiteral(nanoseconds: nanoseconds, months: months))])
  }

  /// Seconds since 1970 by Python's `calendar.timegm`.
  @Test(
    arguments: [
      ("1970-01-01", 0, true), ("2024-06-30", 1_719_705_600, true),
      ("2000-02-29", 951_782_400, true), ("1900-03-01", -2_203_891_200, true),
      ("2024-06-30T14:31", 1_719_757_860, false), ("2024-06-30T14:31:05", 1_719_757_865, false),
    ] as [(String, Int64, Bool)])
  func dates(text: String, seconds: Int64, isDay: Bool) {
    let date = DateLiteral(nanoseconds: seconds * 1_000_000_000, isDay: isDay)
    #expect(tokenKinds(text) == [.date(date)])
  }

  @Test func secondsHaveFractions() {
    let date = DateLiteral(nanoseconds: 1_250_000_000, isDay: false)
    #expect(tokenKinds("1970-01-01T00:00:01.25") == [.date(date)])
    #expect(tokenKinds("1970-01-01T00:00:01.25..").count == 2)
  }

  @Test func dashesBetweenOtherNumbersSubtract() {
    #expect(tree("2024-6-30") == "(- (- 2024.0 6.0) 30.0)")
    #expect(tree("12024-10-30") == "(- (- 12024.0 10.0) 30.0)")
  }

  @Test func clockPairsAreTexts() {
    #expect(tokenKinds("09:30-16:00") == [.text([.literal("09:30-16:00")])])
  }

  @Test(arguments: [
    ("x", Token.Kind.name("x")), ("_a1", .name("_a1")), ("adj_close", .name("adj_close")),
    ("größe", .name("größe")), ("σ", .name("σ")), ("Ende", .name("Ende")),
    ("andy", .name("andy")), ("end", .keyword(.end)), ("in", .keyword(.contains)),
    ("true", .keyword(.yes)), ("nan", .keyword(.nan)),
  ])
  func words(text: String, kind: Token.Kind) {
    #expect(tokenKinds(text) == [kind])
  }

  @Test(arguments: Keyword.allCases)
  func reservedWordsAreMembersAndKeys(keyword: Keyword) {
    let word = keyword.rawValue
    #expect(tree("x.\(word)") == "(. x \(word))")
    #expect(tree("head px \(word)=1") == "(!head px \(word)=1.0)")
    #expect(tree("f(\(word)=1)") == "(call f \(word)=1.0)")
    #expect(tree("{\(word): 1}") == "{\(word):1.0}")
  }

  @Test(arguments: Symbol.allCases)
  func signs(symbol: Symbol) {
    let text = "x \(symbol.rawValue) y"
    let lexed = Lexer.tokenize(makeSource(text))
    let isBracket = symbol.closing != nil || symbol.closesBracket
    #expect(lexed.tokens[1].kind == (isBracket ? .invalid : .symbol(symbol)))
    #expect(lexed.tokens[1].lower == 2)
    #expect(lexed.tokens[1].upper == 2 + symbol.rawValue.utf8.count)
    #expect(lexed.tokens.count == 4)
  }

  @Test func longestSignWins() {
    #expect(
      tokenKinds("a**b==c") == [
        .name("a"), .symbol(.power), .name("b"), .symbol(.equal), .name("c"),
      ])
    #expect(tokenKinds("1..2") == [.number(1), .symbol(.range), .number(2)])
    #expect(tokenKinds("a|>b") == [.name("a"), .symbol(.pipe), .name("b")])
  }

  @Test func tokensKnowWhetherTheyTouch() {
    let tokens = Lexer.tokenize(makeSource("f(x) [1] -y\n(z)")).tokens
    #expect(
      tokens.filter { $0.spaceBefore && !$0.endsLine }.map { $0.lower } == [0, 5, 9, 12])
  }

  @Test func commentsAreKept() {
    let parsed = parse("x = 1 # one\n# two\n")
    #expect(parsed.comments.map(\.isWholeLine) == [false, true])
    #expect(parsed.comments.map(\.span.lower) == [6, 12])
    #expect(tree("say \"# no comment\"") == "(!say \"# no comment\")")
  }

  @Test func cellMarkersAreKept() {
    let text = "# ---\n# %% data\nx = 1 # %% no\n# %% train it {slow, gpu}\n# %% [md]\n#%%"
    let cells = parse(text).cells
    #expect(cells.map(\.title) == ["data", "train it", "", ""])
    #expect(cells.map(\.tags) == [[], ["slow", "gpu"], [], []])
    #expect(cells.map(\.isMarkdown) == [false, false, true, false])
  }

  @Test func lineEndsOfWindowsAndByteOrderMarks() {
    #expect(tree("\u{FEFF}x = 1\r\ny = 2\r\n") == "(bind x 1.0)\n(bind y 2.0)")
    #expect(tree("x\u{A0}= 1") == "(bind x 1.0)")
  }
}
