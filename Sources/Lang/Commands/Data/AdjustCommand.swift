import Runtime

/// `px = adjust px`: prices whose returns are what a holder earned.
enum AdjustCommand: Command {
  static let data = Parameter("frame", .frame, default: .absent, "the frame; the one in use")
  static let method = Parameter(
    "method", .choice(["ratio"]), default: .text("ratio"), "prices times a factor")
  static let factor = Parameter(
    "factor", .column, default: .absent,
    "a column of factors; left out, adj_close over close, or roll_factor after roll")
  static let signature = Signature(
    "adjust", group: "data", "Adjusts prices for splits, dividends and rolls by ratio",
    details:
      "Open, high, low and close become traded price times factor, the factor being 1 in the "
      + "first row of each symbol: returns are those of a holder, and a level never depends on later "
      + "rows. Prices as traded stay as raw_open, raw_high, raw_low and raw_close, for levels and "
      + "fills. Breaks of the factor are counted, the largest are named, and those that leave an "
      + "outlier return.",
    positionals: [data], options: [method, factor],
    examples: [Example("px = adjust px method=ratio"), Example("c = adjust(roll(es))")],
    keywords: ["split", "dividend", "back-adjust", "ratio"])

  static func run(_ call: CommandCall) throws -> Value {
    let origin = try call.frame(data)
    let name = call.has(factor) ? try call.text(factor) : nil
    let adjust = try Adjust(origin.frame, factor: name)
    return call.shaped(adjust.frame, of: origin, notes: adjust.report)
  }
}
