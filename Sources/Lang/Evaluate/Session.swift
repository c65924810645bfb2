import Runtime

/// One interactive session or script run: variables, the frame in use, runs, settings.
///
/// What prints: an expression statement prints its value, also inside `if` and loops, but not
/// inside a `def`; a command prints what it returns unless it is bound to a name; a binding and
/// `none` print nothing. In a script the first error ends the run; at the prompt it only ends what
/// was typed, and assigns nothing.
public final class Session {
  /// What became of a source that was executed.
  public enum Outcome: Sendable, Equatable {
    case finished
    /// `quit` was called.
    case quit(Int32)
    case failed(exitCode: Int32)
  }

  public private(set) var output: any SessionOutput
  /// True at the prompt: errors end the line, not the session.
  public var isInteractive = true
  /// Seed of every random stream; `seed 42`.
  public var seed: UInt64 = 42
  /// Worker threads; results do not depend on it.
  public var threads = 1 {
    didSet { EngineThreads.count = threads }
  }
  /// The frame whose columns are names; `use px`.
  public var frameInUse: FrameValue?
  /// The folder of the script that is running.
  public internal(set) var scriptFolder: String?
  /// Warnings given so far; a report repeats them.
  public private(set) var warnings: [String] = []
  /// Every evaluation of the session and, in the run store, of those before it.
  public private(set) lazy var ledger = TrialLedger(path: runStore.map { $0 + "/trials.jsonl" })
  /// The sealed test parts of the session.
  private(set) lazy var seals = SealBook(ledger)
  /// Echo each statement of a script as `> line`.
  public var echoesStatements = false
  /// The folder in which every training is kept; nil keeps none.
  public var runStore: String?
  /// Trainings that lie in the run store are taken from there: `--resume`.
  public var resumesRuns = false
  /// The script that runs, for messages.
  public var scriptPath: String?
  /// The words between `fml` and `>` while something is paused; commands set it.
  public var promptTag: String?

  /// Set where a training of the store is made again.
  var restoring: RestoreScope?
  /// The seed before the first statement.
  var firstSeed: UInt64 = 42
  /// The statement under way; its verb where it is a command.
  var underway: (text: String, verb: String)?
  var variables = VariableTable()
  /// `--set name=value`, until the script declares the param.
  var presets: [String: String] = [:]
  /// Sources by id, for rendering; a function keeps pointing into the text that defined it.
  var sources = SourceMap()
  var promptLine = 1
  /// Set by `quit`; looked at after each statement.
  var quitCode: Int32?
  /// The loss that is being traced.
  var trace: TraceState?
  /// Set where a rule is evaluated on columns with smooth decisions.
  var softScope: SoftScope?
  /// What was read of the prelude.
  var preludeValues: [String: Value] = [:]
  /// Takes the trainings of a block on; nil outside the blocks of verbs.
  var trial: TrialHost?
  /// What is done to data so that there is nothing to find; set by `placebo`.
  var placebo: Placebo?
  /// Whether another session waits for this one: Ctrl-C stays requested, for that one to report.
  var isInner = false
  /// How deep natives and bodies call each other.
  var nesting = 0
  lazy var machine = Machine(session: self)
  /// Computes columns and keeps them.
  public internal(set) lazy var evaluator = ColumnEvaluator(threads: threads)
  /// Names of which a clash of variable and column was noted.
  var notedClashes: Set<String> = []
  private var attachments: [ObjectIdentifier: AnyObject] = [:]

  public init(output: any SessionOutput) {
    self.output = output
  }

  /// State that commands keep in the session, one object per type, made on first use.
  ///
  ///     let table = session.state(RunTable.self) { RunTable() }
  public func state<State: AnyObject>(_ type: State.Type, make: () -> State) -> State {
    let key = ObjectIdentifier(type)
    if let known = attachments[key] as? State { return known }
    let made = make()
    attachments[key] = made
    return made
  }

  /// Does something of whose output nothing is shown.
  func quietly<Result>(_ body: () throws -> Result) rethrows -> Result {
    let loud = output
    defer { output = loud }
    output = SilentOutput()
    return try body()
  }

  /// Ends the session after the current statement.
  public func quit(_ exitCode: Int32 = 0) { quitCode = exitCode }

  /// Says a warning on standard error and keeps it for the report.
  public func warn(_ message: String) {
    warnings.append(message)
    output.note("warning: \(message)")
  }

  /// How wide values print.
  public var printContext: PrintContext {
    PrintContext(width: output.size.columns, height: output.size.rows)
  }

  /// `fml> `, or `fml[s1 3:31]> ` while a training is paused.
  public var prompt: String { promptTag.map { "fml[\($0)]> " } ?? "fml> " }
}
