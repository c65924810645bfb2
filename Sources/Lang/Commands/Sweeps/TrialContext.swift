import Runtime

/// What every trial of a block starts from; trials share nothing else, so they run side by side.
struct TrialContext: Sendable {
  private let snapshot: SessionSnapshot
  private let seed: UInt64
  private let evaluator: ColumnEvaluator
  private let scriptFolder: String?
  let function: FunctionValue
  private let captured: [Value]
  private let span: Span

  init(_ block: BlockCall, _ call: CommandCall) {
    let session = call.session
    snapshot = session.snapshot()
    seed = session.seed
    evaluator = session.evaluator
    scriptFolder = session.scriptFolder
    function = block.function
    captured = block.captured.map(\.value)
    span = call.span
  }

  /// The member or the name that the block ends with.
  private var lastName: String {
    guard case .expression(let last)? = function.syntax.body.last?.kind else { return "value" }
    switch last.kind {
    case .member(_, let name): return name.text
    case .name(let name): return name
    default: return "value"
    }
  }

  /// Runs the block with values for the names it binds.
  ///
  /// - Throws: `Diagnostic`, `Interrupted`.
  func run(_ values: [Value], host: TrialHost) throws -> TrialOutcome {
    let session = Session(snapshot)
    session.isInteractive = false
    session.seed = seed
    session.evaluator = evaluator
    session.scriptFolder = scriptFolder
    session.trial = host
    do {
      let value = try session.call(function, with: values + captured)
      // The session of a trial has a ledger of its own, in which nothing but its looks is.
      let books = session.ledger.entries.filter { !$0.returns.isEmpty }
      return TrialOutcome(value: value, name: lastName, runs: host.runs, books: books)
    } catch var diagnostic as Diagnostic {
      // What was read in the trial alone cannot be shown outside.
      if let place = diagnostic.span, snapshot.sources[place] == nil { diagnostic.span = span }
      throw diagnostic
    }
  }
}

/// What became of a block.
struct TrialOutcome: Sendable {
  /// Of its last statement.
  let value: Value
  /// `auc` where that is `s.val.auc`.
  let name: String
  /// The trainings in it, in their order.
  let runs: [RunValue]
  /// What the books that were made in it earned, day by day, in their order.
  let books: [TrialEntry]

  /// The book that the block ends with, else the last one it made.
  var book: TrialEntry? {
    guard case .object(let object as BookValue) = value else { return books.last }
    let returns = object.book.datedReturns.returns
    return books.last { $0.returns == returns }
  }

  /// The last training, where the block ends with one or with nothing else.
  var run: RunValue? {
    switch value {
    case .object(let object): return object as? RunValue
    case .none: return runs.last
    default: return nil
    }
  }
}
