import Runtime

/// `jobs`: what is running or paused.
enum JobsCommand: Command {
  static let signature = Signature(
    "jobs", group: "live control", "Lists the trainings that run or are paused",
    details: "runs lists all of the session, those that have ended too.",
    examples: [Example("jobs")], keywords: ["background", "running"])

  static func run(_ call: CommandCall) throws -> Value {
    let active = call.session.runTable.active
    guard !active.isEmpty else {
      call.session.output.result(
        "nothing runs; s1 = stage1 net d epochs=10 & trains in the background")
      return .none
    }
    let shots = active.map(\.run.snapshot)
    let table = TextTable([
      .init("run", align: .left, active.map(\.name)),
      .init("status", align: .left, shots.map(\.status.word)),
      .init("at", align: .left, shots.map(\.position)),
      .init("of", shots.map { "\($0.epochs):\($0.batches)" }),
      .init("train", shots.map { ProgressText.short($0.loss) }),
      .init("val", shots.map { ProgressText.short($0.history.last?.validationLoss ?? .nan) }),
      .init("lr", shots.map { ProgressText.rate($0.learningRate) }),
      .init(
        "samples/s",
        shots.map { NumberFormat.fixed($0.samplesPerSecond, decimals: 0, grouped: true) }),
      .init(
        "left", shots.map { $0.secondsLeft.isFinite ? ProgressText.time($0.secondsLeft) : "-" }),
    ])
    call.session.output.result(table.render(width: call.session.printContext.width))
    return .none
  }
}
