import Runtime

/// `runs`: the trainings of the session.
enum RunsCommand: Command {
  static let store = Parameter(
    "all", .boolean, default: .boolean(false), "list the run store instead of the session")
  static let signature = Signature(
    "runs", group: "live control", "Lists the trainings of the session, or of the run store",
    details: "Every training lies in a folder of its own under runs/ (set runs \"path\", or none): "
      + "s = load \"runs/s1\" takes it with its dataset, resume goes on with one that did not end.",
    options: [store], examples: [Example("runs"), Example("runs all=true")],
    keywords: ["jobs", "trainings", "store"])

  static func run(_ call: CommandCall) throws -> Value {
    if try call.boolean(store) { return try listStore(call) }
    let runs = call.session.runTable.runs
    guard !runs.isEmpty else {
      call.session.output.result("no training yet: s1 = stage1 net d")
      return .none
    }
    let states = runs.map(\.run.state)
    let table = TextTable([
      .init("run", align: .left, runs.map(\.name)),
      .init("status", align: .left, runs.map(\.run.snapshot.status.word)),
      .init("at", align: .left, runs.map(\.run.snapshot.position)),
      .init("epochs", runs.map { "\($0.run.snapshot.history.count)/\($0.run.snapshot.epochs)" }),
      .init("lr", states.map { ProgressText.rate($0.options.learningRate) }),
      .init("val loss", states.map { ProgressText.short($0.history.last?.validationLoss ?? .nan) }),
      .init("best", states.map { $0.bestEpoch > 0 ? String($0.bestEpoch) : "" }),
      .init("bad", states.map { String($0.badBatches) }),
      .init("model", align: .left, runs.map(\.run.network.text)),
      .init("loss", align: .left, runs.map(\.run.problem.loss.text)),
    ])
    call.session.output.result(table.render(width: call.session.printContext.width))
    return .none
  }

  private static func listStore(_ call: CommandCall) throws -> Value {
    guard let root = call.session.runStore else {
      throw Failure("trainings are not kept: set runs \"runs\"")
    }
    let cards = RunFolder.all(in: root).compactMap { folder in
      (try? folder.card()).map { (folder, $0) }
    }
    guard !cards.isEmpty else {
      call.session.output.result("no training in \(root) yet")
      return .none
    }
    let table = TextTable([
      .init("folder", align: .left, cards.map(\.0.path)),
      .init("status", align: .left, cards.map(\.1.status.rawValue)),
      .init("epochs", cards.map { "\($0.1.epoch)/\($0.1.options.epochs)" }),
      .init("best", cards.map { $0.1.bestEpoch > 0 ? String($0.1.bestEpoch) : "" }),
      .init("figure", align: .left, cards.map(\.1.monitor)),
      .init("value", cards.map { ProgressText.short($0.1.bestValue) }),
      .init("lr", cards.map { ProgressText.rate($0.1.options.learningRate) }),
      .init("seed", cards.map { String($0.1.options.seed) }),
      .init("model", align: .left, cards.map(\.1.model)),
      .init("loss", align: .left, cards.map(\.1.loss)),
    ])
    call.session.output.result(table.render(width: call.session.printContext.width))
    return .none
  }
}
