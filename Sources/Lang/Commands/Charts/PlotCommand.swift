import Plot
import Runtime

/// `plot vol_ratio last=500`, `plot pnl bt out="pnl.svg"`: a chart on the terminal or in a file.
enum PlotCommand: Command {
  static let kind = Parameter(
    "kind", .choice(ChartCatalog.all.map { $0.name }), default: .absent,
    "kind of chart; left out, it follows from what is drawn")
  static let subjects = Parameter(
    "what", .any, default: .absent, variadic: true, "series, lists of numbers, a run or a book")
  static let second = Parameter("with", .any, default: .absent, "a second series")
  static let axis = Parameter(
    "axis", .choice(["left", "right"]), default: .text("left"), "side of the second series")
  static let last = Parameter(
    "last", .integer, default: .absent, unit: "rows", in: 1...1e12, "only the last rows")
  static let bins = Parameter(
    "bins", .integer, default: .absent, in: 1...100_000, "bars of a histogram")
  static let lags = Parameter(
    "lags", .integer, default: .absent, unit: "bars", in: 1...100_000,
    "the longest lag of acf; 40 when left out")
  static let by = Parameter(
    "by", .choice(["symbol"]), default: .absent, "a line for each symbol beside the total")
  static let part = Parameter(
    "on", .part, default: .absent, "of a run: the part that is drawn; val when left out")
  static let benchmark = Parameter(
    "benchmark", .any, default: .absent,
    "of a tear sheet: a book or a series of returns to draw beside it")
  static let log = Parameter(
    "log", .boolean, default: .boolean(false), "logarithmic left axis")
  static let title = Parameter("title", .text, default: .absent, "title of the chart")
  static let out = Parameter(
    "out", .path, default: .absent,
    "file to write; .svg, .png or .pdf decides the format, .html makes a page of a tear sheet")

  static let signature = Signature(
    "plot", group: "charts", "Draws a chart on the terminal or into a file",
    details: "Kinds: "
      + ChartCatalog.all.map { "\($0.name) (\($0.example))" }
      .joined(separator: ", ") + ".",
    positionals: [kind, subjects],
    options: [second, axis, last, bins, lags, by, part, benchmark, log, title, out],
    examples: [
      Example("plot close last=500"), Example("plot hist vol_ratio bins=60"),
      Example("plot acf pct(close)"), Example("plot ic pct(close, 5) up5"),
      Example("plot pnl bt by=symbol"), Example("plot loss s1 out=\"loss.svg\""),
    ], keywords: ["chart", "draw", "figure", "hist"])

  static func run(_ call: CommandCall) throws -> Value {
    let request = try request(of: call)
    let source = try source(for: request)
    var chart = try source.chart(request)
    if call.has(title) { chart.title = try call.text(title) }
    return try show(chart, call)
  }

  /// What the call asks to see; the latest run or book where it names none.
  static func request(of call: CommandCall) throws -> ChartRequest {
    let request = ChartRequest(call: call, subjects: try subjects(of: call))
    return request.subjects.isEmpty ? try standing(call) : request
  }

  /// The values to draw with the words they were written as, for legends.
  private static func subjects(of call: CommandCall) throws -> [(value: Value, text: String)] {
    guard let given = call.values[subjects.name] else { return [] }
    var values: [Value] = [given]
    if case .list(let items) = given { values = items }
    let texts = (call.texts[subjects.name] ?? "").split(separator: "\n").map(String.init)
    return values.enumerated().map { index, value in
      (
        call.session.preferringColumn(value),
        texts.count == values.count ? texts[index] : value.givenName ?? "series"
      )
    }
  }

  /// `plot pnl`: the latest run or book when nothing was named.
  private static func standing(_ call: CommandCall) throws -> ChartRequest {
    let names = call.session.variableNames.reversed()
    let wanted = call.has(kind) ? try call.text(kind) : ""
    let type = wanted == "loss" ? "run" : "book"
    if ["loss", "pnl", "drawdown", "fill", "turnover", "months", "tearsheet"].contains(wanted) {
      for name in names {
        if let value = call.session.variable(name), value.typeName == type {
          return ChartRequest(call: call, subjects: [(value, name)])
        }
      }
      throw call.failure(subjects, "is missing, and the session has no \(type) yet")
    }
    throw call.failure(subjects, "is missing: a series, a run or a book")
  }

  private static func source(for request: ChartRequest) throws -> any ChartSource.Type {
    let name: String
    if request.call.has(kind) {
      name = try request.call.text(kind)
    } else {
      switch request.subjects.first?.value.typeName {
      case "run": name = LossChart.name
      case "book": name = PnLChart.name
      case "sweep": name = SweepChart.name
      case "importance": name = ImportanceChart.name
      case "overfitting": name = LogitChart.name
      case "rate search": name = RateChart.name
      default: name = LineChart.name
      }
    }
    guard let source = ChartSources.source(named: name) else {
      throw request.call.failure(kind, "is no kind of chart: '\(name)'")
    }
    return source
  }

  private static func show(_ chart: Chart, _ call: CommandCall) throws -> Value {
    let session = call.session
    do {
      if call.has(out) {
        let path = try call.text(out)
        try OutputFolder.make(for: path, parameter: out.name)
        if path.lowercased().hasSuffix(".html") {
          try TearsheetPage(chart, call).write(to: path)
        } else {
          try Gnuplot().write(chart, to: path)
        }
        session.output.result("wrote \(path)")
      } else {
        let size = session.output.size
        // A terminal keeps a line for the prompt.
        let rows = session.output.isTerminal ? max(12, size.rows - 1) : size.rows
        let text = try Gnuplot().text(
          chart, columns: size.columns, rows: rows, isColored: session.output.isTerminal)
        session.output.result(text.hasSuffix("\n") ? String(text.dropLast()) : text)
      }
    } catch let error as PlotError {
      throw Failure(error, command: signature.name)
    }
    return call.resultName == nil ? .none : .object(ChartValue(chart))
  }
}

extension Value {
  /// The name a series, frame or object was bound to.
  var givenName: String? {
    switch self {
    case .series(let series): series.name
    case .frame(let frame): frame.name
    default: nil
    }
  }
}
