import Runtime
import Synchronization

/// A training: its scores by part, its history, its options.
///
///     s1.val.mse    s1.val.persistence.mse    s1.val.base.mse    s1.val.tracks.fill_rate
public final class RunValue: ObjectValue, @unchecked Sendable {
  public let run: Run
  /// The run whose weights this one went on with.
  let previous: RunValue?
  /// Unchecked: what is wrong is found and said on the thread of the session.
  private lazy var diagnosis = Diagnosis(run.problem, options: run.state.options)
  /// Keys of the findings that have been said.
  private var said: Set<String> = []
  private let evaluations = Mutex<[PartName: (weights: [Float], record: RecordValue)]>([:])
  /// Where the run belongs; nil for one of a sweep.
  private weak let session: Session?
  private let ledger: TrialLedger
  /// What may be looked at where the run was made.
  private let sight: PartSight

  init(_ run: Run, session: Session, after previous: RunValue? = nil) {
    self.run = run
    self.previous = previous
    self.session = session
    ledger = session.ledger
    sight = PartSight(session)
  }

  init(_ run: Run, ledger: TrialLedger, sight: PartSight) {
    (self.run, self.ledger, self.sight) = (run, ledger, sight)
    session = nil
    previous = nil
  }

  public var name: String { run.name }
  public let typeName = "run"

  public var summary: String {
    let snapshot = run.snapshot
    let place =
      snapshot.status == .paused ? "paused at \(snapshot.position)" : snapshot.status.word
    return "run \(name): \(run.network.text), loss \(run.problem.loss.text), \(place), "
      + "\(snapshot.history.count) of \(snapshot.epochs) epochs"
  }

  /// What is wrong with the training as it stands.
  var findings: [LintFinding] { diagnosis.findings(run.state) }

  /// Findings that have not been said yet; each is said once.
  ///
  /// - Parameter state: The training while it runs: then only what matters at once.
  func newFindings(_ state: RunState? = nil) -> [String] {
    let found = diagnosis.findings(state ?? run.state)
    return found.filter { (state == nil || $0.isUrgent) && said.insert($0.key).inserted }
      .map { "\(name): \($0.text)" }
  }

  public func describe(_ printer: PrintContext) -> String {
    let history = run.state.history
    guard !history.isEmpty else { return summary }
    let (rows, note) = TextTable.rows(history.count, limit: max(8, printer.height - 6))
    let shown = rows.map { history[$0] }
    let best = run.state.bestEpoch
    var columns: [TextTable.Column] = [
      .init("epoch", shown.map { "\($0.epoch)\($0.epoch == best ? "*" : "")" }),
      .init("train", shown.map { ProgressText.short($0.trainLoss) }),
      .init("val", shown.map { ProgressText.short($0.validationLoss) }),
      .init("lr", shown.map { ProgressText.rate($0.learningRate) }),
      .init("|grad|", shown.map { ProgressText.short($0.gradientNorm, digits: 3) }),
      .init("bad", shown.map { String($0.badBatches) }),
    ]
    let figures = (shown[0].scores + shown[0].tracks).map(\.name)
    for figure in figures {
      columns.append(
        .init(
          figure,
          shown.map { record in
            let value = (record.scores + record.tracks).first { $0.name == figure }?.value
            return ProgressText.short(value ?? .nan)
          }))
    }
    var notes = note.map { [$0] } ?? []
    if best > 0 { notes.append("* best epoch") }
    notes += findings.map { "warning: \($0.text)" }
    notes += run.state.journal.map { "at \(name) \($0.text)" }
    let table = TextTable(columns, pinned: 1, notes: notes)
    return summary + "\n" + table.render(width: printer.width)
  }

  public var memberNames: [String] {
    run.dataset.parts.map(\.name.rawValue) + [
      "history", "tensors", "weights", "coefficients", "epochs", "best_epoch", "parameters",
    ]
      + TrainingOptions.liveNames.filter { $0 != "epochs" } + run.state.lossOptions.map(\.name)
  }

  public func member(_ name: String) throws -> Value? {
    try session?.settle(self)
    let state = run.state
    switch name {
    case "history": return .frame(FrameValue(historyFrame, name: "history"))
    case "tensors": return .frame(FrameValue(tensorFrame, name: "tensors"))
    case "epochs": return .number(Double(state.epoch))
    case "best_epoch": return .number(Double(state.bestEpoch))
    case "parameters": return .number(Double(run.network.parameterCount))
    case "name": return .text(self.name)
    case "weights": return .object(WeightsValue(self))
    case "coefficients": return .record(try coefficients())
    default: break
    }
    if let part = PartName(rawValue: name), run.dataset.parts.contains(where: { $0.name == part }) {
      return .record(try scores(on: part))
    }
    if let live = state.options.live(name) { return .number(live) }
    return state.lossOptions.first { $0.name == name }.map { .number($0.value) }
  }

  /// Whether the validation part has chosen the weights: then its scores flatter.
  var isChosenByValidation: Bool {
    let state = run.state
    return state.options.keep == .best && state.bestEpoch > 0 && state.history.count > 1
      && run.problem.validation != nil && state.options.monitor?.hasPrefix("train.") != true
  }

  /// Scores, baselines, loss and tracks of the kept weights on a part; computed once per weights.
  func scores(on part: PartName) throws -> RecordValue {
    try sight.check(part, of: run.dataset)
    let weights = run.weights
    if let known = evaluations.withLock({ $0[part] }), known.weights == weights {
      return known.record
    }
    let record = try ScoreRecord.make(run, part)
    ledger.add(TrialEntry(run, name: name, part: part, record))
    evaluations.withLock { $0[part] = (weights, record) }
    return record
  }

  /// `s.coefficients.const`; of networks with weights by symbol `s.coefficients.BTC.const`.
  private func coefficients() throws -> RecordValue {
    let all = try run.coefficients().map { one in
      (one.symbol, RecordValue(one.terms.map { (key: $0.name, value: .number($0.value)) }))
    }
    if let (symbol, record) = all.first, symbol.isEmpty { return record }
    return RecordValue(all.map { (key: $0.0, value: .record($0.1)) })
  }

  /// A row per tensor of weights, at the end of the last epoch.
  private var tensorFrame: Frame {
    let norms = run.state.history.last?.tensors ?? []
    func numbers(_ name: String, _ value: (TensorNorms) -> Double) -> Frame.Field {
      Frame.Field(name: name, original: name, column: .numbers(norms.map(value)))
    }
    let names = Column.category(
      codes: (0..<norms.count).map { Int32(clamping: $0) }, labels: norms.map(\.name))
    return Frame(
      axis: Axis(times: [], rowCount: norms.count),
      fields: [
        Frame.Field(name: "tensor", original: "tensor", column: names),
        numbers("weight", \.weight), numbers("gradient", \.gradient), numbers("update", \.update),
      ], source: "tensors of \(name)")
  }

  /// A row per epoch.
  private var historyFrame: Frame {
    let history = run.state.history
    func numbers(_ name: String, _ value: (EpochRecord) -> Double) -> Frame.Field {
      Frame.Field(name: name, original: name, column: .numbers(history.map(value)))
    }
    var fields = [
      numbers("epoch") { Double($0.epoch) }, numbers("train_loss", \.trainLoss),
      numbers("val_loss", \.validationLoss), numbers("lr", \.learningRate),
      numbers("gradient_norm", \.gradientNorm), numbers("bad_batches") { Double($0.badBatches) },
      numbers("seconds", \.seconds),
    ]
    let figures = (history.first.map { $0.scores + $0.tracks } ?? []).map(\.name)
    for figure in figures {
      fields.append(
        numbers(figure.split(separator: ".").joined(separator: "_")) { record in
          (record.scores + record.tracks).first { $0.name == figure }?.value ?? .nan
        })
    }
    return Frame(
      axis: Axis(times: [], rowCount: history.count), fields: fields, source: "history of \(name)")
  }
}
