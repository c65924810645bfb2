/// The volume-weighted average price.
enum VWAP: Operator {
  static let signature = Signature(
    "vwap", group: OperatorGroup.indicator, "the volume-weighted average price",
    details: """
      vwap(n) = sum(tp volume, n) / sum(volume, n), tp = (high + low + close) / 3 unless price= is given.
      vwap(anchor=session): from the first bar of the day in the frame's zone. Missing where nothing was
      traded. Unit: that of the price. Warm-up: n - 1 bars, none with an anchor.
      """,
    positionals: [
      Parameter(
        "n", .window, default: .absent, unit: "bars", "the window: bars or a length of time")
    ],
    options: [
      Parameter("anchor", .choice(["session"]), default: .absent, "where the sums begin"),
      Parameter(
        "price", .series, default: .absent, "the price to weight; (high + low + close) / 3"),
    ] + Parameter.highLowClose + [.bar("volume")],
    examples: [
      Example("vwap(20)"), Example("close / vwap(20, price=close) - 1"),
      Example("vwap(anchor=session)"),
    ],
    keywords: ["volume weighted", "average price"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    guard call.has("n") != call.has("anchor") else {
      throw Failure("vwap takes a window or anchor=session", culprit: .parameter("n"))
    }
    let price = try call.has("price") ? call.column("price") : call.typicalPrice(for: "vwap")
    let volume = try call.bar("volume", for: "vwap")
    let value = try Expression.multiply(price, volume)
    let sum = call.has("n") ? try windowSum(call) : try sessionSum(volume)
    return .series(try .divide(sum(value), sum(volume), origin: call.origin))
  }

  private static func windowSum(_ call: OperatorCall) throws -> (Expression) throws -> Expression {
    let window = try call.window("n")
    let operation = RollingAggregate(
      statistic: SumStatistic(), window: window, minimum: window.defaultMinimum)
    return { try Expression(operation, [$0]) }
  }

  private static func sessionSum(_ volume: Expression) throws -> (Expression) throws -> Expression {
    guard let axis = volume.type.axis, axis.hasTime else {
      throw Failure("vwap(anchor=session) needs a frame with times", culprit: .parameter("anchor"))
    }
    let session = try Expression(CalendarOperation(field: .session, axis: axis), [])
    return { try Expression(RunningSum(), [$0, session]) }
  }
}
