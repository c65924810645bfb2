import Runtime

/// `stress bt`: one card of what a book comes to on less kind assumptions.
enum StressCommand: Command {
  static let subject = Parameter("book", .any, "a book of backtest")
  static let delays = Parameter(
    "delays", .integer, default: .number(5), unit: "bars", in: 0...100,
    "the longest further delay between a decision and its trade")
  static let best = Parameter(
    "best", .integer, default: .number(10), in: 1...1_000_000,
    "how many of the best trades, and of the best days, are left out")
  static let halves = Parameter(
    "halves", .integer, default: .number(10), in: 0...10_000,
    "random halves of the symbols; 0 for none")
  static let signature = Signature(
    "stress", group: "backtest", "Trades a book again on less kind assumptions, on one card",
    details: "The break-even cost is the rate on all value traded that leaves nothing. Cases: "
      + "delays of 0 to 5 bars; limits filled when touched against traded through; twice the "
      + "costs; without the ten best trades and days; without the best month; either half of the "
      + "days; on random halves of the symbols (four or more), for which the rule decides again. "
      + "`.cases` is a frame; looking at it adds no trial.",
    positionals: [subject], options: [delays, best, halves],
    examples: [Example("stress bt"), Example("st = stress bt delays=10")],
    keywords: ["break-even", "robustness", "sensitivity", "cost", "delay", "what if"])

  static func run(_ call: CommandCall) throws -> Value {
    guard case .object(let book as BookValue) = try call.required(subject) else {
      throw call.failure(subject, "must be a book of backtest", hint: "bt = backtest s1 rule=...")
    }
    guard book.book.summary.timeInMarket > 0 else {
      throw call.failure(subject, "has no trades: there is nothing to stress")
    }
    let session = call.session
    let trials = StressTest.Trials(
      delays: try call.integer(delays), trades: try call.integer(best),
      halves: try call.integer(halves))
    defer { session.output.progress("", isFinal: false) }
    let test = try StressTest(book, trials, in: session)
    let cases = try test.cases { name in
      session.output.progress("  stress: \(name)", isFinal: false)
    }
    let free = try test.free()
    let value = StressValue(
      title: book.title, base: StressCase("as traded", book.book), cases: cases,
      charged: test.chargedRate, breakEven: try test.breakEvenRate(free),
      gainsBeforeCosts: free.summary.netProfit > 0)
    if call.resultName != nil { session.output.result(value.summary) }
    return .object(value)
  }
}
