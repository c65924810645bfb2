import Runtime

/// `px = clean px dupes=last ohlc=drop`: repairs by explicit rules, each counted.
enum CleanCommand: Command {
  static let data = Parameter("frame", .frame, default: .absent, "the frame; the one in use")
  static let sort = Parameter(
    "sort", .boolean, default: .boolean(false), "put rows in the order of time")
  static let duplicates = choice(
    "dupes", CleanRules.Duplicates.self, "rows that repeat a time and symbol: which one stays")
  static let prices = choice(
    "prices", CleanRules.Remedy.self, "prices of zero or less")
  static let bars = choice(
    "ohlc", CleanRules.Bars.self,
    "open or close outside low..high; widen moves high and low out to them")
  static let zeroVolume = choice("zero_volume", CleanRules.Remedy.self, "bars without volume")
  static let outliers = choice(
    "outliers", CleanRules.Outliers.self,
    "outlier returns; reversal takes spikes that the next bar takes back, and all before a lasting "
      + "jump to 20 times the price or a 20th (a ticker used again), not crashes")
  static let limit = Parameter(
    "limit", .number, default: .number(BarAudit.outlierFactor), unit: "mean absolute returns",
    in: 1...1e9, "of outliers: how large a return is one")
  static let zeros = choice(
    "zeros", CleanRules.Remedy.self, "a few exact zeros among positive numbers, besides bars")
  static let strays = choice(
    "stray", CleanRules.Remedy.self, "rows at weekends of a market that is closed then")
  static let missing = choice(
    "missing", CleanRules.Missing.self,
    "missing cells; fill takes the last value of the symbol, never a later one")
  static let leastRows = Parameter(
    "min_rows", .integer, default: .absent, unit: "rows", in: 1...1e12,
    "symbols with fewer rows are dropped")
  static let signature = Signature(
    "clean", group: "data", "Repairs a frame by explicit rules and counts what each did",
    details:
      "Nothing is done that was not asked for. Rules work in the order of this list, whatever "
      + "the order they are written in; gaps shows what there is to repair. Outliers and short "
      + "histories are judged by all rows of a symbol, later ones too.",
    positionals: [data],
    options: [
      sort, prices, duplicates, bars, zeroVolume, outliers, limit, zeros, strays, missing,
      leastRows,
    ],
    examples: [
      Example("px = clean px dupes=last ohlc=drop zero_volume=nan"),
      Example("c = clean px missing=fill"),
    ], keywords: ["repair", "duplicates", "dedupe", "dropna", "ffill", "outliers"])

  private static func choice<Rule: RawRepresentable<String> & CaseIterable>(
    _ name: String, _ rule: Rule.Type, _ help: String
  ) -> Parameter {
    Parameter(name, .choice(rule.allCases.map(\.rawValue)), default: .absent, help)
  }

  static func run(_ call: CommandCall) throws -> Value {
    let origin = try call.frame(data)
    let rules = try rules(call)
    guard !rules.isEmpty else {
      throw Failure(
        "clean needs a rule",
        hint: "such as dupes=last ohlc=drop; gaps \(origin.name) shows what "
          + "there is to repair")
    }
    let clean = try Clean(origin.frame, rules: rules)
    for step in clean.steps { call.session.output.result(step.text) }
    return call.shaped(clean.frame, of: origin)
  }

  private static func rules(_ call: CommandCall) throws -> CleanRules {
    var rules = CleanRules()
    rules.sortsRows = try call.boolean(sort)
    rules.duplicates = try word(duplicates, call)
    rules.notPositive = try word(prices, call)
    rules.bars = try word(bars, call)
    rules.zeroVolume = try word(zeroVolume, call)
    rules.outliers = try word(outliers, call)
    rules.zeros = try word(zeros, call)
    rules.strays = try word(strays, call)
    rules.missing = try word(missing, call)
    if call.has(leastRows) { rules.leastRows = try call.integer(leastRows) }
    if rules.outliers != nil {
      rules.outlierLimit = try call.number(limit)
    } else if call.has(limit) {
      throw call.failure(limit, "belongs to outliers=")
    }
    return rules
  }

  private static func word<Rule: RawRepresentable<String>>(
    _ parameter: Parameter, _ call: CommandCall
  ) throws -> Rule? {
    call.has(parameter) ? Rule(rawValue: try call.text(parameter)) : nil
  }
}
