/// The opening of a sealed test part, with the reason that was given.
public struct Unsealing: Sendable, Equatable {
  /// Fingerprint of the bars.
  public let market: String
  public let reason: String
  /// Seconds since 1970-01-01.
  public let time: Int

  public init(market: String, reason: String, time: Int = 0) {
    (self.market, self.reason, self.time) = (market, reason, time)
  }

  private static let kind = "unseal"

  var json: Json {
    .object([
      .init("kind", .text(Self.kind)), .init("market", .text(market)),
      .init("reason", .text(reason)), .init("time", .number(Double(time))),
    ])
  }

  /// nil for a line that is something else.
  init?(json: Json) {
    guard json["kind"]?.text == Self.kind, let market = json["market"]?.text,
      let reason = json["reason"]?.text
    else { return nil }
    self.init(market: market, reason: reason, time: json["time"]?.integer ?? 0)
  }
}
