extension Trainer {
  /// Ends the training; the best weights are restored where `keep=best`.
  func stop() throws {
    guard !state.isFinished else { return }
    _ = try synchronise()
    note("stop", 0, 0)
    try finish("stopped at epoch \(state.epoch + 1), batch \(state.batch)")
  }

  /// Changes an option of the training or of the loss from the next batch on.
  ///
  /// - Throws: `Failure` for an unknown option or a value out of range.
  func set(_ name: String, to value: Double) throws {
    guard !state.isFinished else {
      throw Failure("the training has ended: there is nothing to set")
    }
    if let old = state.options.live(name) {
      _ = try synchronise()
      _ = try state.options.set(name, to: value)
      if name == "batch" { try rebuild() }
      return note(name, old, value)
    }
    guard let index = state.lossOptions.firstIndex(where: { $0.name == name }) else {
      let known = TrainingOptions.liveNames + state.lossOptions.map(\.name)
      throw Failure(
        "a training has no number '\(name)'", culprit: .parameter(name),
        hint: known.joined(separator: ", "))
    }
    guard engines.values.map({ $0.executor.setLive(name, value) }).contains(true) else {
      throw Failure(
        "'\(name)' is built into the loss and cannot change while it trains",
        culprit: .parameter(name), hint: "start a new stage2 with another \(name)")
    }
    validator?.setLive(name, value)
    let old = state.lossOptions[index].value
    state.lossOptions[index].value = value
    state.lossOptions[index].end = nil
    note(name, old, value)
  }

  /// Goes back to the end of an epoch; 0 is the start.
  ///
  /// - Throws: `Failure` for an epoch that is not done or no longer kept.
  func rollback(toEpoch epoch: Int) throws {
    guard let snapshot = try archive.state(ofEpoch: epoch) else {
      let known = archive.epochs
      throw Failure(
        "epoch \(epoch) is not kept", culprit: .parameter("epoch"),
        hint: "kept: \(known.first ?? 0) to \(known.last ?? 0)")
    }
    let done = Intervention(
      epoch: state.epoch + 1, batch: state.batch, name: "rollback", old: Double(state.epoch),
      new: Double(epoch))
    let (journal, history) = (state.journal + [done], state.history)
    state = snapshot
    state.journal = journal
    state.history = Array(history.prefix(epoch))
    if state.isFinished {
      state.isFinished = false
      state.ending = ""
    }
    try rebuild()
  }

  /// Splits off the training as it stands; this one goes on.
  func fork(as name: String) throws -> Fork {
    let copy = StateArchive(copying: archive)
    var state = try synchronise()
    state.journal = []
    note("fork", .nan, .nan, label: name)
    return Fork(name: name, state: state, archive: copy)
  }

  private func note(_ name: String, _ old: Double, _ new: Double, label: String = "") {
    state.journal.append(
      Intervention(
        epoch: state.epoch + 1, batch: state.batch, name: name, old: old, new: new, label: label))
  }

  /// Makes the changes that are due before the next batch.
  func applyPlanned() throws {
    while !state.isFinished, !isPausing,
      let change = agenda.next(epoch: state.epoch + 1, batch: state.batch)
    {
      switch change.name {
      case "stop": try stop()
      case "rollback": try rollback(toEpoch: Int(exactly: change.new) ?? -1)
      case "fork": forks.append(try fork(as: change.label))
      case "pause": isPausing = true
      default: try set(change.name, to: change.new)
      }
    }
  }
}

/// A training that was split off another.
struct Fork: Sendable {
  let name: String
  let state: RunState
  let archive: StateArchive
}
