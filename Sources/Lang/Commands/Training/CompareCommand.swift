import Runtime

/// `compare s1 s2`: the scores of runs, or the figures of books, side by side.
enum CompareCommand: Command {
  static let subjects = Parameter("what", .any, variadic: true, "two or more runs, or books")
  static let part = Parameter(
    "on", .part, default: .text("val"), "the part on which runs are compared")
  static let level = Parameter(
    "by", .name, default: .absent, "of a sweep: the parameter whose levels are compared")
  static let signature = Signature(
    "compare", group: "training", "Puts the scores of runs or the figures of books side by side",
    details: "Books are tested in pairs, each against the first, on the days that both have: the "
      + "difference of their mean returns with Newey and West's error, that of their Sharpe ratios with "
      + "Ledoit and Wolf's and a bootstrap p, their correlation, and the share of days on which it is "
      + "the better one. Bound to a name: `c.mean_difference`, `c.mean_se`, `c.mean_p`, "
      + "`c.sharpe_difference`, `c.sharpe_se`, `c.sharpe_p`, `c.bootstrap_p`, `c.correlation`, "
      + "`c.wins`, `c.count`, and `c.pairs` with a row per book. Runs are compared on one part, with their loss, tracks and the persistence baseline "
      + "beside them; a number of one run may mean little for another loss. Of a sweep, by= names a "
      + "parameter: mean and sd of each level, and its difference to the best one over trials that "
      + "are equal in everything else, with standard error, t and the share of pairs it wins; "
      + "without by= the spread of every figure over the trials.",
    positionals: [subjects],
    options: [
      part, level, EvaluationOptions.draws, EvaluationOptions.block, EvaluationOptions.seed,
    ],
    examples: [
      Example("compare s1 s2"), Example("compare bt_long bt_short"), Example("compare S by=loss"),
      Example("c = compare bt_new bt_old"),
    ], keywords: ["paired test", "ledoit wolf", "newey west", "difference of sharpe ratios"])

  static func run(_ call: CommandCall) throws -> Value {
    let values = try call.list(subjects)
    let objects = values.compactMap { value -> (any ObjectValue)? in
      guard case .object(let object) = value else { return nil }
      return object
    }
    let runs = objects.compactMap { $0 as? RunValue }
    let books = objects.compactMap { $0 as? BookValue }
    let table: TextTable
    if values.count == 1, let sweep = objects.first as? SweepValue {
      guard try call.partName(part) == .validation else {
        throw call.failure(part, "is val for a sweep, whose trials know no other part")
      }
      table = call.has(level) ? try sweep.comparison(by: call.text(level)) : sweep.spreadTable
    } else if runs.count == values.count, !runs.isEmpty {
      table = try compare(runs, on: try call.partName(part))
    } else if books.count == values.count, !books.isEmpty {
      return try compare(books, call)
    } else {
      throw call.failure(subjects, "must all be runs, or all be books")
    }
    call.session.output.result(table.render(width: call.session.printContext.width))
    return .none
  }

  private static func compare(_ runs: [RunValue], on part: PartName) throws -> TextTable {
    let flat = try runs.map { Self.flat(try $0.scores(on: part)) }
    var names: [String] = []
    for figures in flat {
      for figure in figures where !names.contains(figure.name) { names.append(figure.name) }
    }
    let columns = zip(runs, flat).map { run, figures in
      TextTable.Column(
        run.name,
        names.map { name in
          let value = figures.first { $0.name == name }?.value
          return value.map { NumberFormat.general($0, digits: 5) } ?? ""
        })
    }
    let losses = runs.map { "\($0.name): loss \($0.run.problem.loss.text)" }
    return TextTable(
      [TextTable.Column("on \(part.rawValue)", align: .left, names)] + columns, pinned: 1,
      notes: losses)
  }

  /// Numbers of a record by dotted name.
  private static func flat(_ record: RecordValue) -> [(name: String, value: Double)] {
    record.fields.flatMap { field -> [(name: String, value: Double)] in
      switch field.value {
      case .number(let number): return [(field.key, number)]
      case .record(let inner): return flat(inner).map { ("\(field.key).\($0.name)", $0.value) }
      default: return []
      }
    }
  }

  private static func compare(_ books: [BookValue], _ call: CommandCall) throws -> Value {
    let reader = StrategyReader(call: call, parameter: subjects)
    let names = books.map { reader.name(of: .object($0), text: $0.title) }
    let pairs = try books.indices.dropFirst().map { place in
      try BookPair(
        books[place], named: names[place], against: books[0],
        draws: call.integer(EvaluationOptions.draws),
        seed: call.evaluationSeed(), meanBlock: call.meanBlock())
    }
    let value = BookComparison(books, names: names, pairs: pairs)
    if call.resultName != nil { call.session.output.result(value.summary) }
    return .object(value)
  }
}
