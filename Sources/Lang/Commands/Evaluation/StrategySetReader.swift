import Runtime

/// Reads what a verb compares: the ledger's trials, a sweep, a frame, a list, or several values.
struct StrategySetReader {
  static let subjects = Parameter(
    "what", .any, default: .absent, variadic: true,
    "a sweep, books, series of returns, a list of these, or a frame with a strategy in each column; "
      + "the trials of the ledger when left out")
  static let part = Parameter(
    "on", .choice(["train", "val", "test", "folds", "bars", "all"]), default: .absent,
    "of the ledger: the trials of this part of the bars of the latest book; bars: of all their parts; "
      + "all: of other bars, too")

  let call: CommandCall
  private var reader: StrategyReader { StrategyReader(call: call, parameter: Self.subjects) }

  init(_ call: CommandCall) { self.call = call }

  /// At least two strategies.
  ///
  /// - Throws: `Failure` naming what is missing.
  func strategies() throws -> StrategySet {
    let set = try given()
    guard set.strategies.count > 1 else { throw tooFew(set) }
    let periods = Set(set.strategies.map(\.period))
    guard periods.count == 1, !set.days.isEmpty else {
      throw reader.failure(
        "has no period that all \(set.strategies.count) strategies share",
        set.strategies.prefix(3).map { "\($0.name): \($0.span)" }.joined(separator: "; "))
    }
    return set
  }

  private func tooFew(_ set: StrategySet) -> Failure {
    let isGiven = call.has(Self.subjects)
    let nothing =
      isGiven ? "has no strategy" : "is missing, and the ledger has no trial with daily returns"
    return reader.failure(
      set.strategies.isEmpty ? nothing : "must be at least two strategies, not \(set.source)",
      isGiven
        ? "\(call.signature.name) [bt1, bt2], or leave it out for the ledger's trials"
        : "backtest makes them, or sweep with a backtest in its block")
  }

  private func given() throws -> StrategySet {
    guard call.has(Self.subjects) else { return try ledger() }
    guard !call.has(Self.part) else {
      throw call.failure(
        Self.part, "chooses trials of the ledger: leave '\(Self.subjects.name)' away")
    }
    let values = try call.list(Self.subjects)
    let texts = (call.texts[Self.subjects.name] ?? "").split(separator: "\n").map(String.init)
    guard values.count == 1, let value = values.first else {
      return try listed(values, texts: texts)
    }
    switch value {
    case .list(let items): return try listed(items, texts: Self.items(of: texts.first))
    case .frame(let frame): return try columns(of: frame)
    case .object(let sweep as SweepValue): return try trials(of: sweep)
    default: return try listed(values, texts: texts)
    }
  }

  // MARK: Sources

  private func ledger() throws -> StrategySet {
    let ledger = call.session.ledger
    let part = call.has(Self.part) ? try call.text(Self.part) : nil
    let latest = LedgerTrials.latest(ledger)
    let chosen = LedgerTrials(ledger, like: latest, part: part)
    let strategies = Self.distinct(chosen.strategies)
    let twins = chosen.strategies.count - strategies.count
    let count =
      "\(NumberFormat.count(strategies.count)) "
      + (strategies.count == 1 ? "trial" : "trials")
    var notes: [String] = []
    let silent = chosen.entries.count - chosen.strategies.count
    if twins > 0 { notes.append("\(NumberFormat.count(twins)) with the same returns as others") }
    if silent > 0 {
      notes.append(
        "\(NumberFormat.count(silent)) more \(chosen.place) without daily returns, not looked at")
    }
    if chosen.others > 0 {
      notes.append("\(NumberFormat.count(chosen.others)) of other parts or bars (on=bars, on=all)")
    }
    let place = part == nil ? "\(chosen.place) as the latest book" : chosen.place
    return StrategySet(strategies, source: "\(count) of the ledger \(place)", notes: notes)
  }

  private func trials(of sweep: SweepValue) throws -> StrategySet {
    let known = sweep.trials.filter { !$0.record.returns.isEmpty }
    guard !known.isEmpty else {
      throw reader.failure(
        "is a sweep whose trials have no daily returns: its block makes no book",
        "S = sweep ...: bt = backtest s rule=... on=val")
    }
    let strategies = known.map { trial in
      let returns = DatedReturns(days: trial.record.days, returns: trial.record.returns)
      return Strategy(
        name: sweep.label(trial), returns: returns, period: .day,
        periodsPerYear: returns.daysPerYear, isCompounded: true)
    }
    let silent = sweep.trials.count - known.count
    return StrategySet(
      strategies, source: "\(known.count) trials of the sweep \(sweep.name)",
      notes: silent > 0 ? ["\(silent) of its trials made no book"] : [])
  }

  private func columns(of frame: FrameValue) throws -> StrategySet {
    let names = frame.frame.names.filter { name in
      frame.series(name)?.expression.type.element == .number
    }
    let strategies = try names.map { name in
      try reader.strategy(frame.series(name).map { .series($0) } ?? .none, text: name)
    }
    return StrategySet(strategies, source: "\(strategies.count) columns of \(frame.name)")
  }

  /// Of equal returns the first.
  private static func distinct(_ strategies: [Strategy]) -> [Strategy] {
    var seen: Set<[Double]> = []
    return strategies.filter { seen.insert($0.returns.returns).inserted }
  }

  private func listed(_ items: [Value], texts: [String]) throws -> StrategySet {
    let isNumbers = !items.isEmpty && items.allSatisfy { $0.number != nil }
    let values = isNumbers ? [.list(items)] : items
    let strategies = try values.enumerated().map { place, value in
      let text = texts.count == values.count ? texts[place] : "\(place + 1)"
      return try reader.strategy(call.session.preferringColumn(value), text: text)
    }
    return StrategySet(strategies, source: Self.words(strategies.map(\.name)))
  }

  /// `a`, `c` of the text `[a, c]`; none where an item is more than a name.
  private static func items(of text: String?) -> [String] {
    guard let text, text.hasPrefix("["), text.hasSuffix("]") else { return [] }
    let words = text.dropFirst().dropLast().split(separator: ",").map { word in
      word.filter { $0 != " " && $0 != "\n" }
    }
    return words.allSatisfy(\.isPlainName) ? words : []
  }

  /// `b5, b20, b60`, of many the first and the last.
  private static func words(_ names: [String]) -> String {
    guard names.count > 5, let last = names.last else { return names.joined(separator: ", ") }
    return "\(names.prefix(3).joined(separator: ", ")), ... \(last) (\(names.count))"
  }
}
