/// A look at data: what was evaluated on which part, and what it said.
public struct TrialEntry: Sendable, Equatable {
  /// Of data, model, loss, options, seed and weights, of the rule, and of the part.
  public let hash: String
  /// `evaluate`, `sweep`, `walkforward`, `backtest`.
  public let kind: String
  /// What it was called in the session.
  public let name: String
  /// Model, loss and rule in words.
  public let what: String
  /// `train`, `val`, `test`; the fold set of a walk.
  public let part: String
  /// Fingerprint of features, labels and parts.
  public let data: String
  /// Fingerprint of the bars they were made of, which other features do not change; empty where trials of
  /// before did not say.
  public let market: String
  public let metric: String
  public let value: Double
  /// Days since 1970-01-01 and the net return of each, where there are some.
  public let days: [Int]
  public let returns: [Double]
  /// Seconds since 1970-01-01.
  public let time: Int

  public init(
    hash: String, kind: String, name: String, what: String, part: String, data: String,
    market: String = "", metric: String, value: Double, days: [Int] = [], returns: [Double] = [],
    time: Int = 0
  ) {
    self.market = market
    (self.hash, self.kind, self.name, self.what) = (hash, kind, name, what)
    (self.part, self.data, self.metric, self.value) = (part, data, metric, value)
    (self.days, self.returns, self.time) = (days, returns, time)
  }

  func at(_ time: Int) -> TrialEntry {
    TrialEntry(
      hash: hash, kind: kind, name: name, what: what, part: part, data: data, market: market,
      metric: metric, value: value, days: days, returns: returns, time: time)
  }
}

extension TrialEntry {
  var json: Json {
    var fields: [Json.Field] = [
      .init("hash", .text(hash)), .init("kind", .text(kind)), .init("name", .text(name)),
      .init("what", .text(what)), .init("part", .text(part)), .init("data", .text(data)),
      .init("market", .text(market)), .init("metric", .text(metric)),
      .init("value", .number(value)),
      .init("time", .number(Double(time))),
    ]
    if !days.isEmpty {
      fields += [.init("days", .integers(days)), .init("returns", .numbers(returns))]
    }
    return .object(fields)
  }

  init(json: Json) throws {
    let fields = JsonFields(json, "a trial")
    self.init(
      hash: try fields.text("hash"), kind: try fields.text("kind"),
      name: try fields.text("name"), what: try fields.text("what"),
      part: try fields.text("part"), data: try fields.text("data"),
      market: json["market"]?.text ?? "", metric: try fields.text("metric"),
      value: try fields.number("value"),
      days: json["days"]?.array?.compactMap(\.integer) ?? [],
      returns: json["returns"]?.array?.compactMap(\.number) ?? [],
      time: try fields.count("time"))
  }
}
