import Runtime

/// `at s1 3:31 set lr 5e-4`: a change of a training at a place of its way.
enum AtCommand: Command {
  static let run = Parameter("run", .name, "the training")
  static let place = Parameter("at_epoch", .integer, in: 1...1e9, "the epoch, from 1")
  static let batch = Parameter(
    "at_batch", .integer, in: 0...1e9, "batches of that epoch done before")
  static let action = Parameter(
    "do", .choice(["set", "rollback", "stop", "pause", "fork"]), "what is done there")
  static let option = Parameter("option", .name, default: .absent, "set: the option that changes")
  static let value = Parameter(
    "value", .anyOr(["cosine", "plateau", "restarts"]), default: .absent, "set: its new value")
  static let epoch = Parameter(
    "epoch", .integer, default: .absent, in: 0...1e9, "rollback: the epoch whose end is restored")
  static let name = Parameter("as", .name, default: .absent, "fork: the name of the new training")
  static let signature = Signature(
    "at", group: "live control", "Changes a training when it comes to an epoch and batch",
    details: "3:31 is epoch 3 after 31 of its batches, epoch=5 the beginning of epoch 5. Of a "
      + "training that is paused or running it holds from now on, else for the next one that begins "
      + "under the name: save script writes such lines before the training. A place that the "
      + "training does not come to is reported at its end.",
    positionals: [run, place, batch, action, option, value], options: [epoch, name],
    examples: [
      Example("at s1 3:31 set lr 5e-4"), Example("at s1 epoch=5 set clip 0.5"),
      Example("at s1 4:0 rollback epoch=2"), Example("at s1 5:0 fork as=s1b"),
    ], keywords: ["schedule", "intervention", "later"],
    usage:
      "at RUN EPOCH:BATCH|epoch=EPOCH set OPTION VALUE|rollback epoch=N|stop|pause|fork as=NAME")

  static func run(_ call: CommandCall) throws -> Value {
    let session = call.session
    let name = try call.text(run)
    let change = try change(call)
    if let active = session.runTable.run(named: name), active.run.snapshot.status.isActive {
      try active.run.plan(change)
      session.log.planned(active)
    } else {
      session.runTable.plan(change, for: name)
      session.log.awaits(name)
    }
    return .none
  }

  private static func change(_ call: CommandCall) throws -> Intervention {
    let verb = try call.text(action)
    let (epoch, batch) = (try call.integer(place), try call.integer(batch))
    func made(_ name: String, new: Double = .nan, label: String = "") -> Intervention {
      Intervention(epoch: epoch, batch: batch, name: name, new: new, label: label)
    }
    switch verb {
    case "set":
      let option = try call.text(self.option)
      guard !option.contains(".") else {
        throw call.failure(
          self.option, "names no run here: it stands after 'at'",
          hint: "at \(try call.text(run)) \(epoch):\(batch) set lr 5e-4")
      }
      if option == TrainingOptions.pinning {
        try SetCommand.checkPin(call, value)
        return made(option, new: 0)
      }
      return made(option, new: try call.number(value))
    case "rollback": return made(verb, new: Double(try call.integer(self.epoch)))
    case "fork": return made(verb, label: try call.text(name))
    default: return made(verb)
    }
  }
}
