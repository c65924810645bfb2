import Runtime

/// What a trial came to, as it is kept beside its weights.
struct TrialRecord: Sendable, Equatable {
  /// Figures of the validation part, by name: `auc`, `loss`, `tracks.fill_rate`.
  var figures: [EpochRecord.Figure] = []
  /// The figure its training watched, of a book its Sharpe ratio; none of other values.
  var monitored = ""
  var epochs = 0
  var bestEpoch = 0
  var seconds = 0.0
  /// Whether the block ended with a training.
  var isTraining = false
  /// Whether the training came to its end; else it stands at a budget.
  var isFinished = true
  /// Signs of a dead or saturated network.
  var warnings: [String] = []
  /// Of model, loss and weights, for the ledger.
  var hash = ""
  var data = ""
  var market = ""
  var loss = ""
  var what = ""
  /// The part that was looked at.
  var part = PartName.validation.rawValue
  /// Of a book: days since 1970-01-01 and the net return of each.
  var days: [Int] = []
  var returns: [Double] = []

  func figure(_ name: String) -> Double? { figures.first { $0.name == name }?.value }
}

extension TrialRecord {
  /// Reads what a block ended with.
  ///
  /// - Parameter key: Stands for what was computed where no run does.
  /// - Throws: `Failure` for a value that has no figures, or a run without validation part.
  init(_ outcome: TrialOutcome, key: String, seconds: Double) throws {
    self.seconds = seconds
    hash = key
    let states = outcome.runs.map(\.run.state)
    epochs = states.reduce(0) { $0 + $1.history.count }
    isFinished = states.allSatisfy(\.isFinished)
    warnings = outcome.runs.last?.findings.map(\.text) ?? []
    if let run = outcome.runs.last?.run {
      data = run.dataset.digest
      market = run.dataset.market
      loss = run.problem.loss.text
      what = "\(run.network.text), \(loss)"
    }
    if let book = outcome.book { read(book, isWhole: outcome.run == nil) }
    if let run = outcome.run {
      try read(run)
    } else {
      try read(outcome.value, named: outcome.name)
    }
  }

  /// Takes over the daily returns of a book, and what it is of where it is all that came out.
  private mutating func read(_ book: TrialEntry, isWhole: Bool) {
    (days, returns) = (book.days, book.returns)
    guard isWhole else { return }
    (hash, data, market, part) = (book.hash, book.data, book.market, book.part)
    if what.isEmpty { what = book.what }
  }

  private mutating func read(_ value: RunValue) throws {
    let run = value.run
    figures = Self.flat(try value.scores(on: .validation))
    bestEpoch = run.state.bestEpoch
    monitored = run.state.options.monitor ?? "val.loss"
    hash = TrialEntry.hash([run], .validation)
    isTraining = true
  }

  private mutating func read(_ value: Value, named name: String) throws {
    switch value {
    case .number(let number): figures = [.init(name, number)]
    case .record(let record): figures = Self.flat(record)
    case .object(let object):
      guard let scored = object as? any ScoredObject else { break }
      if let book = object as? BookValue {
        let dated = book.book.datedReturns
        (days, returns) = (dated.days, dated.returns)
        monitored = "sharpe"
      }
      figures = try scored.trialFigures()
    default: break
    }
    guard !figures.isEmpty else {
      throw Failure(
        value.isNone
          ? "the block ends without a training or a value"
          : "the block ends with \(value.described), which has no figure to compare",
        hint: "end it with a training, a number or a record of numbers")
    }
  }

  /// Numbers of a record by dotted name; baselines and counts say nothing about a trial.
  static func flat(_ record: RecordValue, prefix: String = "") -> [EpochRecord.Figure] {
    record.fields.flatMap { field -> [EpochRecord.Figure] in
      switch field.value {
      case .number(let number) where field.key != "rows":
        [EpochRecord.Figure(prefix + field.key, number)]
      case .record(let inner) where !["persistence", "base", "labels"].contains(field.key):
        flat(inner, prefix: prefix + field.key + ".")
      default: []
      }
    }
  }
}

/// A value with figures that trials can be compared by.
protocol ScoredObject: ObjectValue {
  func trialFigures() throws -> [EpochRecord.Figure]
}

extension BookValue: ScoredObject {
  func trialFigures() -> [EpochRecord.Figure] {
    BookFigure.all(of: book).map { EpochRecord.Figure($0.name, $0.value(book)) }
  }
}

extension Value {
  var isNone: Bool {
    if case .none = self { return true }
    return false
  }
}
