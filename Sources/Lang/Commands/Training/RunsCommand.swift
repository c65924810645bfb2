import Runtime

/// `runs`: the trainings of the session.
enum RunsCommand: Command {
  static let signature = Signature(
    "runs", group: "live control", "Lists the trainings of the session",
    examples: [Example("runs")], keywords: ["jobs", "trainings"])

  static func run(_ call: CommandCall) throws -> Value {
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
}
