import Runtime

/// `px = load "stocks.csv" by=symbol time=date`: a file becomes a frame.
enum Load: Command {
  static let path = Parameter(
    "path", .path, default: .absent,
    "a CSV, TSV, JSON or Parquet file, text plain, .gz or .zst; * and ? stand for several files")
  static let name = Parameter(
    "name", .path, default: .absent, "load run NAME: a training of the run store")
  static let sql = Parameter(
    "sql", .text, default: .absent, "a query instead of a file: select * from 'x.parquet'")
  static let by = Parameter("by", .column, default: .absent, "the symbol column of a long table")
  static let time = Parameter("time", .column, default: .absent, "the time column")
  static let clock = Parameter(
    "clock", .column, default: .absent, "the column with the time of day, beside one with dates")
  static let zone = Parameter(
    "tz", .text, default: .absent, "IANA zone of times without offset; UTC when left out")
  static let date = Parameter(
    "date", .any, default: .absent, "order of dates: ymd, dmy, mdy, or a pattern \"%d.%m.%Y\"")
  static let header = Parameter(
    "header", .any, default: .text("auto"), "auto, none, or a list of names")
  static let delimiter = Parameter("delim", .text, default: .absent, "the mark between cells")
  static let decimal = Parameter("decimal", .text, default: .absent, "the decimal mark: . or ,")
  static let symbols = Parameter("symbols", .words, default: .absent, "only these symbols")
  static let symbol = Parameter(
    "symbol", .choice(["auto", "file"]), default: .text("auto"),
    "file: each file is a symbol named after it; auto does so where files overlap in time")
  static let wide = Parameter(
    "wide", .column, default: .absent,
    "a column per symbol: what the columns hold (close), or a list of endings ([pred, true])")
  static let from = Parameter("from", .date, default: .absent, "first time, inclusive")
  static let to = Parameter("to", .date, default: .absent, "last time, inclusive")
  static let columns = Parameter("columns", .column, default: .absent, "only these columns")
  static let rows = Parameter(
    "rows", .integer, default: .absent, in: 1...1e15, "at most this many rows")
  static let bad = Parameter(
    "bad", .choice(CSVOptions.BadCell.allCases.map(\.rawValue)), default: .text("error"),
    "what a cell or row that cannot be read does")
  static let frequency = Parameter(
    "freq", .duration, default: .absent, "distance of two rows, where it cannot be inferred")
  static let stamp = Parameter(
    "stamp", .choice(CSVOptions.Stamp.allCases.map(\.rawValue)), default: .absent,
    "whether a time is the start or the end of its bar")

  static let session = Parameter(
    "session", .text, default: .absent,
    "trading hours 09:30-16:00 in tz: a bare date is known at the close")

  static let known = Parameter(
    "known", .column, default: .absent,
    "a column of release times, or ahead for a schedule that was published before its times")

  static let signature = Signature(
    "load", group: "data", "Reads a file of market data into a frame",
    details: "Delimiter, header, time layout and the usual names of time, symbol and prices are "
      + "found out and said; every decision can be overridden. Columns become lower snake_case. "
      + "Several files are joined: by their symbol column, else each file is a symbol where they "
      + "overlap in time, and a piece of one history where they do not. Parquet and sql= need "
      + "DuckDB: make setup-duckdb. "
      + "Rows are sorted by symbol, then by time. A row of the wrong length or a cell that cannot "
      + "be read is an error with file, line and column, unless bad= says otherwise. A folder of the "
      + "run store gives the training that lies in it, with its dataset.",
    positionals: [path, name],
    options: [
      by, time, clock, zone, date, header, delimiter, decimal, symbols, symbol, wide, from, to,
      columns, rows, bad, frequency, stamp, session, known, sql,
    ],
    examples: [
      Example("px = load \"scripts/data/stocks5_daily.csv\" by=symbol time=date from=2004-09-01"),
      Example("s = load \"runs/s1\""), Example("s = load run \"s1\""),
    ], keywords: ["read", "csv", "import", "open"])

  static func run(_ call: CommandCall) throws -> Value {
    if let folder = try training(call) { return try LoadedRun.load(folder, call) }
    let data = try data(call)
    let frame = try released(data.frame, call)
    let name = call.resultName ?? FrameName.ofFile(frame.source)
    let value = FrameValue(frame, name: name)
    if call.resultName != nil {
      let printer = FramePrinter(context: call.session.printContext)
      call.session.output.result(printer.summary(of: value))
    }
    let audit = try LoadAudit(frame)
    let rhythm = audit.rhythm.map { ", \($0)" } ?? ""
    call.session.output.note("read as: \(data.decisions)\(rhythm)")
    for note in frame.notes { call.session.output.note("note: \(note)") }
    if let sentence = audit.sentence {
      call.session.output.note("note: \(sentence); gaps \(name) says where")
    }
    return .frame(value)
  }

  private static func data(_ call: CommandCall) throws -> LoadedData {
    let options = try options(call)
    guard call.has(sql) else {
      guard call.has(path) else { throw call.failure(path, "is missing", hint: "or sql=") }
      return try DataReader.read(try call.path(path), options: options)
    }
    guard !call.has(path) else { throw call.failure(sql, "takes the place of a file") }
    return try DataReader.read(sql: try call.text(sql), options: options)
  }

  /// The training that the path names: its folder, or `load run NAME`.
  private static func training(_ call: CommandCall) throws -> RunFolder? {
    guard call.has(path) else { return nil }
    let word = try call.text(path)
    guard call.has(name) else {
      let place = call.session.resolve(path: word)
      guard word != "run" || call.texts[path.name] != "run" || call.session.hasFile(word) else {
        throw call.failure(name, "is missing: the training", hint: "load run \"s1\"")
      }
      let folder = RunFolder(place)
      return (try? folder.card()) == nil ? nil : folder
    }
    let wanted = try call.text(name)
    guard word == "run" else {
      throw call.failure(name, "stands after run only", hint: "load run \"\(wanted)\"")
    }
    let root = call.session.runStore ?? "runs"
    if let latest = RunFolder.latest(wanted, in: root) { return latest }
    let folder = RunFolder(call.session.resolve(path: wanted))
    if (try? folder.card()) != nil { return folder }
    throw call.failure(
      name, "names no training in \(root): '\(wanted)'",
      hint: Suggestion.hint(for: wanted, among: RunFolder.all(in: root).map(\.name))
        ?? "runs all=true")
  }

  private static func options(_ call: CommandCall) throws -> CSVOptions {
    var options = CSVOptions()
    if call.has(by) { options.by = try call.text(by) }
    if call.has(time) { options.time = try call.text(time) }
    if call.has(clock) { options.clock = try call.text(clock) }
    if call.has(wide) { options.wide = try names(wide, call) }
    options.symbolIsFile = try call.text(symbol) == "file"
    if call.has(zone) { options.zone = try call.text(zone) }
    if call.has(date) { options.date = try call.text(date) }
    options.header = try header(call)
    options.delimiter = try mark(delimiter, call)
    options.decimal = try mark(decimal, call)
    if call.has(symbols) { options.symbols = try names(symbols, call) }
    if call.has(columns) { options.columns = try names(columns, call) }
    options.range = TimeRange(lower: try call.timePoint(from), upper: try call.timePoint(to))
    if call.has(rows) { options.rows = try call.integer(rows) }
    options.bad = CSVOptions.BadCell(rawValue: try call.text(bad)) ?? .error
    if call.has(frequency) { options.frequency = try call.nanoseconds(frequency) }
    if call.has(stamp) { options.stamp = CSVOptions.Stamp(rawValue: try call.text(stamp)) }
    options.session = try hours(call)
    return options
  }

  /// A name or a list of names.
  private static func names(_ parameter: Parameter, _ call: CommandCall) throws -> [String] {
    switch try call.required(parameter) {
    case .text(let name): return [name]
    case .list: return try call.texts(parameter)
    default: throw call.failure(parameter, "must be a name or a list of names")
    }
  }

  /// `09:30-16:00` as nanoseconds after midnight.
  private static func hours(_ call: CommandCall) throws -> (open: Int64, close: Int64)? {
    guard call.has(session) else { return nil }
    let clocks = try call.text(session).split(separator: "-").map { clock in
      clock.split(separator: ":").map { Int64($0) }
    }
    guard clocks.count == 2, clocks.allSatisfy({ $0.count == 2 }),
      let opening = minutes(clocks[0]), let closing = minutes(clocks[1]), opening < closing
    else { throw call.failure(session, "must be opening and closing time: 09:30-16:00") }
    return (opening * 60_000_000_000, closing * 60_000_000_000)
  }

  private static func minutes(_ clock: [Int64?]) -> Int64? {
    guard let hour = clock[0], let minute = clock[1], (0...24).contains(hour),
      (0...59).contains(minute)
    else { return nil }
    return hour * 60 + minute
  }

  private static func header(_ call: CommandCall) throws -> CSVOptions.Header {
    switch try call.required(header) {
    case .text("auto"): return .auto
    case .text("none"), .none: return .none
    case .list: return .names(try call.texts(header))
    default: throw call.failure(header, "must be auto, none or a list of names")
    }
  }

  private static func mark(_ parameter: Parameter, _ call: CommandCall) throws -> UInt8? {
    guard call.has(parameter) else { return nil }
    let text = try call.text(parameter)
    guard text.utf8.count == 1, let byte = text.utf8.first else {
      throw call.failure(parameter, "must be one character")
    }
    return byte
  }
}
