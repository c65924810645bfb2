import Testing

@testable import Runtime

/// The rules as the language sees them.
@Suite struct RuleCatalogTests {
  @Test func entriesDescribeThemselves() {
    let names = RuleCatalog.all.map { $0.signature.name }
    #expect(names == names.sorted() && Set(names).count == names.count)
    for entry in RuleCatalog.all {
      #expect(!entry.signature.summary.isEmpty && !entry.signature.details.isEmpty)
      #expect(entry.signature.options.allSatisfy { !$0.help.isEmpty })
      #expect(!entry.signature.examples.isEmpty)
    }
  }

  @Test func defaultsAreTheRuleOfTheLanguage() throws {
    let rule = try LimitLong.make(RuleArguments())
    #expect(rule == LimitOrderRule(side: .long, hold: 4))
    #expect(rule.touch == .through && rule.gap == .open)
    #expect(try LimitShort.make(RuleArguments()).side == .short)
  }

  @Test func optionsReachTheRule() throws {
    let rule = try LimitShort.make(
      RuleArguments([
        "hold": .number(7), "fee": .number(0.001), "taker": .number(0.003),
        "touch": .text("fill"), "gap": .text("limit"), "tick": .number(0.25),
        "fraction": .number(0.02), "capital": .number(5000), "from": .text("closes"),
        "k": .number(100), "funding": .number(0.0001),
      ]))
    var expected = LimitOrderRule(side: .short, hold: 7)
    (expected.entryFee, expected.exitFee, expected.funding) = (0.001, 0.003, 0.0001)
    (expected.touch, expected.gap, expected.tick) = (.fill, .limit, 0.25)
    (expected.size, expected.capital) = (.fraction(0.02), 5000)
    (expected.prices, expected.steepness) = (.closes, 100)
    #expect(rule == expected)
    #expect(rule.orderValue == 100)
  }

  @Test(arguments: [
    ("hold", OperatorArgument.number(0), "hold"), ("hold", .number(2.5), "hold"),
    ("touch", .text("maybe"), "touch"), ("fraction", .number(0.1), "fraction"),
    ("fee", .text("much"), "fee"), ("k", .number(.nan), "k"), ("size", .number(-1), "size"),
  ])
  func badOptionsAreNamed(name: String, value: OperatorArgument, culprit: String) {
    let error = #expect(throws: Failure.self) {
      try LimitLong.make(RuleArguments([name: value]))
    }
    #expect(error?.culprit == .parameter(culprit))
  }
}
