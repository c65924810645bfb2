import Runtime

/// `repro bt blocks=100`, `repro [bt1, bt2, bt3]`: whether the profit per trade comes again.
enum ReproducibilityCommand: Command {
  static let subjects = Parameter(
    "what", .any, variadic: true, "a book, or several that differ in their seed alone")
  static let blocks = Parameter(
    "blocks", .integer, default: .number(100), unit: "bars", in: 1...1e9, "length of a block")
  static let apart = Parameter(
    "apart", .integer, default: .absent, unit: "bars", in: 0...1e9,
    "left out between blocks; the longest holding time when left out, of weights none")
  static let random = Parameter(
    "random", .integer, default: .absent, in: 0...1e6,
    "blocks to place at random; as many as there is room for when left out")
  static let variation = Parameter(
    "max_variation", .number, default: .number(0.15), unit: "fraction", in: 0...1e6,
    "highest variation of the profit per trade over blocks, sd / |mean|")
  static let profit = Parameter(
    "min_profit", .number, default: .number(0), unit: "currency",
    "least profit per trade of any block")
  static let activity = Parameter(
    "min_activity", .number, default: .number(0.8), unit: "fraction", in: 0...1,
    "least share of blocks with a trade")
  static let degradation = Parameter(
    "max_degradation", .number, default: .number(0.2), unit: "fraction",
    "highest fall of the profit per trade from the first half of the time to the second")
  static let signature = Signature(
    "repro", group: "backtest", "Tests whether a book earns the same per trade, block after block",
    details: "A trade counts in the block in which it began. The profit per trade is taken in "
      + "consecutive blocks of bars and in blocks placed at random, none of which overlap; losing "
      + "blocks count. Its variation sd / |mean| comes with the bounds that blocks drawn with "
      + "replacement give: where these lie on both sides of the limit there are too few blocks to "
      + "say. Several books are compared with each other instead: how much the profit per trade, "
      + "the Sharpe ratio and the net profit differ from seed to seed. `x.reproducible`, "
      + "`x.certain`, `x.variation`, `x.low`, `x.high`, `x.mean`, `x.profit`, `x.activity`, "
      + "`x.degradation`, `x.blocks`, `x.random_blocks`; of several books `x.table`, `x.spread`, "
      + "`x.collapsed`.",
    positionals: [subjects],
    options: [
      blocks, apart, random, variation, profit, activity, degradation, EvaluationOptions.draws,
      level, EvaluationOptions.seed,
    ],
    examples: [
      Example("repro bt"), Example("x = repro bt blocks=250 max_variation=30% min_profit=2"),
      Example("repro [bt_1, bt_2, bt_3]"),
    ], keywords: ["reproducible", "robustness", "stability", "seeds", "coefficient of variation"])
  static let level = Parameter(
    "level", .number, default: .number(0.9), unit: "fraction", in: 0.5...0.9999,
    "share of the draws inside an interval")

  static func run(_ call: CommandCall) throws -> Value {
    let (books, names) = try books(call)
    let value: any ObjectValue
    if books.count == 1 {
      value = try single(books[0], named: names[0], call)
    } else {
      value = try SeedComparison(
        books, names: names, limit: call.number(variation), leastProfit: call.number(profit),
        draws: call.integer(EvaluationOptions.draws), level: call.number(level),
        seed: call.evaluationSeed())
    }
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }

  private static func books(_ call: CommandCall) throws -> (books: [BookValue], names: [String]) {
    let given = try call.list(subjects)
    var values = given
    if given.count == 1, case .list(let items) = given[0] { values = items }
    let books = try values.map { value in
      guard case .object(let book as BookValue) = value else {
        throw call.failure(
          subjects, "must be a book or books, not \(value.described)",
          hint: value.typeName == "sweep" ? "compare S gives the spread over its trials" : nil)
      }
      return book
    }
    guard !books.isEmpty else { throw call.failure(subjects, "has no book") }
    let reader = StrategyReader(call: call, parameter: subjects)
    return (books, books.map { reader.name(of: .object($0), text: $0.title) })
  }

  private static func single(
    _ value: BookValue, named name: String, _ call: CommandCall
  ) throws -> ReproducibilityValue {
    let profits = EntryProfits(value.book)
    guard !value.book.trades.isEmpty else {
      throw call.failure(subjects, "is a book without trades")
    }
    var limits = ReproducibilityLimits()
    limits.variation = try call.number(variation)
    limits.profit = try call.number(profit)
    limits.activity = try call.number(activity)
    limits.degradation = try call.number(degradation)
    let gap = call.has(apart) ? try call.integer(apart) : profits.longestHold
    let found = try Reproducibility(
      profit: profits.profit, trades: profits.trades, blockLength: call.integer(blocks), apart: gap,
      randomBlocks: call.has(random) ? try call.integer(random) : nil, limits: limits,
      draws: call.integer(EvaluationOptions.draws), level: call.number(level),
      seed: call.evaluationSeed())
    return ReproducibilityValue(
      found, of: value, named: name, length: try call.integer(blocks), apart: gap,
      level: try call.number(level))
  }
}
