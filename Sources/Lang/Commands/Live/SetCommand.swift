import Runtime

/// `set lr 5e-4`: changes the paused training, else a setting of the session.
enum SetCommand: Command {
  static let option = Parameter(
    "option", .name, default: .absent,
    "lr, clip, weight_decay, batch, stop, epochs, min_delta, min_lr, schedule, an option of the "
      + "loss, or seed, threads, runs of the session; s1.lr names the run")
  static let value = Parameter(
    "value", .anyOr(["cosine", "plateau", "restarts"]), default: .absent, "the new value")
  static let signature = Signature(
    "set", group: "live control", "Changes the paused training, or a setting of the session",
    details:
      "Without arguments both are listed. The change takes effect with the next batch and is "
      + "kept in the run's journal. lr is the base of the schedule.",
    positionals: [option, value],
    examples: [Example("set lr 5e-4"), Example("set s1.lr 5e-4"), Example("set")])

  /// What a session has by itself.
  static let settings = ["seed", "threads", "runs"]

  static func run(_ call: CommandCall) throws -> Value {
    guard call.has(option) else { return list(call) }
    let word = try call.text(option)
    let parts = word.split(separator: ".", maxSplits: 1).map(String.init)
    if parts.count == 2 {
      guard let run = call.session.runTable.run(named: parts[0]) else {
        throw Failure(
          "set: no training '\(parts[0])'", culprit: .parameter(option.name),
          hint: DidYouMean.closest(to: parts[0], in: call.session.runTable.runs.map(\.name))
            .map { "did you mean '\($0)'?" })
      }
      return try change(run, parts[1], call)
    }
    if Self.settings.contains(word) { return try setting(word, call) }
    return try change(try RunControl.only(call), word, call)
  }

  private static func change(_ value: RunValue, _ name: String, _ call: CommandCall) throws -> Value
  {
    try call.session.settle(value)
    if name == TrainingOptions.pinning { return try pin(value, call) }
    let state = value.run.state
    let old = state.options.live(name) ?? state.lossOptions.first { $0.name == name }?.value
    guard let old else {
      let known = TrainingOptions.liveNames + state.lossOptions.map(\.name)
      let near = DidYouMean.closest(to: name, in: known)
      throw Failure(
        "set: \(value.name) has no option '\(name)'", culprit: .parameter(option.name),
        hint: near.map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
    }
    guard call.has(self.value) else {
      call.session.output.result("\(value.name).\(name)  \(ProgressText.rate(old))")
      return .none
    }
    let new = try call.number(self.value)
    try call.session.log.control(value) { try $0.set(name, to: new) }
    let snapshot = value.run.snapshot
    call.session.output.result(
      "\(value.name).\(name)  \(NumberFormat.general(old)) -> \(NumberFormat.general(new))"
        + "  from epoch \(snapshot.epoch), batch \(snapshot.batch + 1)")
    call.session.refreshPromptTag()
    return .none
  }

  /// `set schedule none`: the learning rate is its base from here on.
  private static func pin(_ value: RunValue, _ call: CommandCall) throws -> Value {
    guard call.has(self.value) else {
      call.session.output.result(
        "\(value.name).schedule  \(value.run.state.options.schedule.text)")
      return .none
    }
    try checkPin(call, self.value)
    try call.session.log.control(value) { try $0.set(TrainingOptions.pinning, to: 0) }
    let rate = ProgressText.rate(value.run.state.options.learningRate)
    call.session.output.result("\(value.name).schedule  none: lr stays \(rate)")
    return .none
  }

  /// A schedule can be taken off, not put on.
  static func checkPin(_ call: CommandCall, _ parameter: Parameter) throws {
    switch call.value(parameter) {
    case nil, .text("none")?: return
    default:
      throw call.failure(
        parameter, "can only be none in the middle of a training", hint: "set schedule none")
    }
  }

  private static func setting(_ name: String, _ call: CommandCall) throws -> Value {
    guard call.has(value) else { return list(call) }
    if name == "runs" {
      // What a placebo does again is not kept.
      guard call.session.placebo == nil else { return .none }
      if case .none? = call.value(value) {
        call.session.runStore = nil
      } else {
        call.session.runStore = try call.text(value)
      }
      return .none
    }
    let range = name == "seed" ? Seed.range : Threads.range
    guard let whole = Int(exactly: try call.number(value)), range.contains(Double(whole)) else {
      let bounds = "\(NumberFormat.general(range.lowerBound)) to "
      throw call.failure(
        value, "must be a whole number from \(bounds)\(NumberFormat.shortest(range.upperBound))")
    }
    if name == "seed" { call.session.seed = UInt64(whole) } else { call.session.threads = whole }
    return .none
  }

  private static func list(_ call: CommandCall) -> Value {
    let session = call.session
    var rows = [
      ("seed", String(session.seed)), ("threads", String(session.threads)),
      ("runs", session.runStore ?? "none"),
    ]
    for value in session.runTable.active {
      let state = value.run.state
      rows += TrainingOptions.liveNames.map { name in
        let number = state.options.live(name).map { NumberFormat.general($0) }
        return ("\(value.name).\(name)", number ?? "")
      }
      rows += state.lossOptions.map {
        ("\(value.name).\($0.name)", NumberFormat.general($0.value))
      }
    }
    let table = TextTable([
      .init("option", align: .left, rows.map(\.0)), .init("value", align: .left, rows.map(\.1)),
    ])
    session.output.result(table.render(width: session.printContext.width))
    return .none
  }
}
