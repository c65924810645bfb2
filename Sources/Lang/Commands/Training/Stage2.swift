import Runtime

/// `s2 = stage2 s1 loss=trade(hold=4) lr=5e-4`: goes on with the same weights on another loss.
enum Stage2: Command {
  static let base = Parameter("run", .run, "the run whose weights go on")
  static let loss = Parameter("loss", .loss, "the objective of the second stage")
  static let learningRate = TrainingParameters.learningRate(default: 5e-4)
  static let signature = Signature(
    "stage2", group: "training", "Continues a run's weights on a trading objective",
    details: "The same network, weights and dataset with a new loss and a fresh optimiser. Samples "
      + "for which the loss reads a price past the last row of their part are masked and counted, "
      + "so no validation price reaches a gradient.",
    positionals: [base], options: [loss, learningRate] + TrainingParameters.all,
    examples: [Example("s2 = stage2 s1 loss=trade(hold=4, fee=2bp) epochs=10 lr=5e-4")],
    keywords: ["fine-tune"])

  static func run(_ call: CommandCall) throws -> Value {
    let session = call.session
    let first = try call.object(base, as: RunValue.self)
    try session.settle(first)
    guard first.run.snapshot.status != .running else {
      throw Failure(
        "\(first.name) is running", culprit: .parameter(base.name),
        hint: "pause \(first.name), or wait for its end: watch \(first.name)")
    }
    let name = call.resultName ?? session.runTable.freeName()
    let problem = try ProblemChoice.problem(
      call, loss: loss, network: first.run.network, dataset: first.run.dataset)
    let run = try first.run.stage2(
      name: name, problem: problem,
      options: try TrainingParameters.options(call, learningRate: learningRate))
    return try TrainingLaunch(call: call).launch(RunValue(run, session: session, after: first))
  }
}
