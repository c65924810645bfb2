import Runtime

/// `save es "es.csv"`, `save s1 "runs/s1"`, `save s1.weights "w.safetensors"`.
enum SaveCommand: Command {
  static let subject = Parameter(
    "what", .anyOr(["script"]),
    "script, or a frame, series, feature set, dataset or a part of it, book, run or its weights")
  static let path = Parameter(
    "path", .text, "the file; its ending decides: .csv, .parquet, .safetensors, .json")
  static let signature = Signature(
    "save", group: "session", "Writes a value to a file",
    details:
      "Tables go to .csv or .parquet (by DuckDB: make setup-duckdb), weights to .safetensors "
      + "(readable by Python's safetensors); of a part of a dataset its inputs, scaled, and "
      + "targets; the figures of a book or the scores of a run to .json. A run saved under a name without ending "
      + "is a checkpoint with all its state: stage1 net d init=\"runs/s1\" goes on from it. Files "
      + "appear whole or not at all.",
    positionals: [subject, path],
    examples: [
      Example("save es \"out/es.csv\""), Example("save d.train \"out/train.csv\""),
      Example("save s1 \"runs/s1\""),
    ],
    keywords: ["write", "export", "checkpoint"])

  static func run(_ call: CommandCall) throws -> Value {
    let file = try call.text(path)
    let value = try call.required(subject)
    if case .text("script") = value { return try script(to: file, call) }
    try OutputFolder.make(for: file, parameter: path.name)
    let written: [String]
    if case .object(let object) = value, let run = object as? RunValue, !file.hasEnding {
      try Checkpoint.write(run.run.state, of: run.run.problem, to: file)
      written = [file + ".safetensors", file + ".json"]
    } else {
      try write(value, to: file, call)
      written = [file]
    }
    call.session.output.result("wrote " + written.joined(separator: " and "))
    return .none
  }

  /// The session as a script that replays it.
  private static func script(to file: String, _ call: CommandCall) throws -> Value {
    let session = call.session
    let script = SessionScript(session.log, settings: session.scriptSettings)
    try OutputFolder.make(for: file, parameter: path.name)
    try AtomicFile.write(script.text, to: file)
    func plural(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    var line = "\(file): \(plural(script.statementCount, "statement"))"
    if !script.interventions.isEmpty {
      let list = script.interventions.prefix(3).map { String($0.dropFirst(3)) }
      let more = script.interventions.count > 3 ? ", ..." : ""
      line += ", \(plural(script.interventions.count, "intervention"))"
      line += " (\(list.joined(separator: ", "))\(more))"
    }
    let lost = session.log.lost
    let end =
      lost.isEmpty
      ? "replays to the same bits"
      : "without \(lost.joined(separator: ", ")): the statement that began it did not go through"
    session.output.result(line + "; " + end)
    return .none
  }

  /// What a JSON file holds of a value.
  static func json(of value: Value) throws -> Json {
    switch value {
    case .none: return .null
    case .number(let number): return .number(number)
    case .boolean(let flag): return .boolean(flag)
    case .text(let text): return .text(text)
    case .list(let items): return .array(try items.map { try json(of: $0) })
    case .record(let record):
      return .object(try record.fields.map { Json.Field($0.key, try json(of: $0.value)) })
    default:
      throw Failure(
        "save: 'what' cannot be written as JSON: it is \(value.described)",
        culprit: .parameter(subject.name))
    }
  }

  private static func write(_ value: Value, to file: String, _ call: CommandCall) throws {
    switch file.ending {
    case "csv": try SeriesWriter.save(try table(value, call), to: file)
    case "safetensors":
      guard case .object(let object) = value,
        let run = (object as? RunValue) ?? (object as? WeightsValue)?.run
      else { throw call.failure(subject, "has no weights: it is \(value.described)") }
      let tensors = WeightsFile.tensors(run.run.weights, of: run.run.network)
      try AtomicFile.write(tensors.bytes, to: file)
    case "json":
      try AtomicFile.write(try json(value, call).text(indent: 2) + "\n", to: file)
    case "parquet": try DuckDB.save(try table(value, call), to: file)
    default:
      throw call.failure(path, "must end in .csv, .parquet, .safetensors or .json")
    }
  }

  /// What a table file holds of a value.
  private static func table(_ value: Value, _ call: CommandCall) throws -> Frame {
    switch value {
    case .frame(let frame): return frame.frame
    case .series(let series):
      return try frame([(series.name ?? "value", series.expression)], call)
    case .object(let object):
      if let set = (object as? FeatureSetValue)?.features
        ?? (object as? DatasetValue)?.dataset.features
      {
        return try frame(set.features.map { ($0.name, $0.expression) }, call)
      }
      if let part = object as? DatasetPartValue { return part.table }
      if let book = object as? BookValue { return book.periods }
      if let sweep = object as? SweepValue { return sweep.frame }
      if let walk = object as? WalkForwardValue {
        return try frame([(walk.name, walk.series.expression)], call)
      }
      if let run = object as? RunValue, case .frame(let history)? = try run.member("history") {
        return history.frame
      }
    default: break
    }
    throw call.failure(subject, "is no table: it is \(value.described)")
  }

  private static func frame(
    _ columns: [(name: String, expression: Expression)], _ call: CommandCall
  ) throws -> Frame {
    guard let axis = columns.first?.expression.type.axis else {
      throw call.failure(subject, "must be a series on rows")
    }
    let fields = try columns.map { name, expression in
      Frame.Field(name: name, original: name, column: try call.session.column(of: expression))
    }
    return Frame(axis: axis, fields: fields, source: "saved")
  }

  private static func json(_ value: Value, _ call: CommandCall) throws -> Json {
    switch value {
    case .object(let object):
      if let book = object as? BookValue {
        return .object(
          BookFigure.all(of: book.book).map {
            Json.Field($0.name, .number($0.value(book.book)))
          })
      }
      if let run = object as? RunValue {
        return .object(
          try run.run.dataset.parts.map { part in
            Json.Field(part.name.rawValue, try json(.record(try run.scores(on: part.name)), call))
          })
      }
    default: break
    }
    return try json(of: value)
  }
}

extension String {
  /// What follows the last dot of the file's name, in lower case; empty without one.
  fileprivate var ending: String {
    let file = split(separator: "/").last.map(String.init) ?? self
    guard let dot = file.lastIndex(of: ".") else { return "" }
    return String(file[file.index(after: dot)...]).lowercased()
  }

  fileprivate var hasEnding: Bool { ["csv", "safetensors", "json", "parquet"].contains(ending) }
}
