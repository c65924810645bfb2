import Runtime

/// `s = sample px rows=500`, `sample px every=77`: some rows of a frame.
enum SampleCommand: Command {
  static let data = Parameter(
    "frame", .any, default: .absent, "the frame, or a dataset; the frame in use")
  static let rows = Parameter(
    "rows", .integer, default: .absent, unit: "rows", in: 1...1e12,
    "how many, at random; of a dataset how many times")
  static let share = Parameter(
    "share", .number, default: .absent, unit: "fraction", in: 0...1, "how many, of all rows")
  static let every = Parameter(
    "every", .integer, default: .absent, unit: "rows", in: 1...1e12,
    "each n-th row of a symbol, from its first")
  static let symbols = Parameter(
    "symbols", .integer, default: .absent, unit: "symbols", in: 1...1e9,
    "how many symbols of a panel, at random, with all their rows")
  static let seed = Parameter(
    "seed", .integer, default: .absent, in: Seed.range, "the session's when left out")
  static let signature = Signature(
    "sample", group: "data", "Draws rows or symbols of a frame, or times of a dataset",
    details: "Without replacement, in the order they had, with their known times; one of rows=, "
      + "share=, every= and symbols= says how many. Equal seeds draw equal rows. Windows and lags of "
      + "columns that are computed afterwards run over the rows that are left. Of a dataset times are "
      + "drawn, with all symbols of a panel, and its features and labels stay what they were.",
    positionals: [data], options: [rows, share, every, symbols, seed],
    examples: [
      Example(
        "s = sample px every=3", prints: "s: frame, 3 rows x 5 columns, 2024-01-01 to 2024-01-07"),
      Example("s = sample px rows=500 seed=1"),
      Example("small = sample d every=77"),
    ], keywords: ["random", "subset", "stride", "draw"])

  static func run(_ call: CommandCall) throws -> Value {
    let given = [rows, share, every, symbols].filter(call.has)
    guard given.count == 1, let parameter = given.first else {
      throw Failure(
        "sample takes one of rows=, share=, every= and symbols=",
        culprit: given.count > 1 ? .parameter(given[1].name) : .none, hint: "sample px rows=500")
    }
    let choice: RowSample.Choice =
      switch parameter.name {
      case rows.name: .rows(try call.integer(rows))
      case share.name: .share(try call.number(share))
      case every.name: .every(try call.integer(every))
      default: .symbols(try call.integer(symbols))
      }
    let start = call.has(seed) ? UInt64(try call.integer(seed)) : call.session.seed
    if case .object(let object)? = call.value(data), let whole = object as? DatasetValue {
      return try dataset(whole.dataset, choice, start, call)
    }
    let origin = try call.frame(data)
    let drawn = try RowSample(choice, seed: start).frame(origin.frame)
    guard drawn.rowCount > 0 else { throw call.failure(parameter, "leaves no row") }
    return call.shaped(drawn, of: origin)
  }

  private static func dataset(
    _ whole: Dataset, _ choice: RowSample.Choice, _ seed: UInt64, _ call: CommandCall
  ) throws -> Value {
    let value = DatasetValue(try whole.sampled(choice, seed: seed))
    call.session.state(LatestDataset.self) { LatestDataset() }.value = value
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }
}
