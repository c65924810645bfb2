import Runtime

/// A training that somebody waits for: progress lines, Ctrl-C pauses, a summary at the end.
struct ForegroundTraining {
  let value: RunValue
  let session: Session

  private var run: Run { value.run }

  /// Starts or resumes; returns when the training has finished or was paused.
  ///
  /// - Throws: `Failure` when it failed; in a script `Diagnostic` of kind interrupted when it was
  ///   paused by Ctrl-C, after a checkpoint was written; `Interrupted` where another session waits.
  func go() throws {
    try run.start()
    try attend()
  }

  /// Waits for a training that runs already.
  func attend() throws {
    var table = EpochTable(after: run.snapshot.history.count)
    var epochs = run.snapshot.history.count
    for warning in value.newFindings(run.state) { session.warn(warning) }
    session.output.progress(ProgressText.header, isFinal: true)
    session.runTable.unreported.removeAll { $0 === value }
    defer { session.refreshPromptTag() }
    try run.wait { snapshot in
      for line in table.lines(of: snapshot) { session.output.progress(line, isFinal: true) }
      if snapshot.history.count > epochs, snapshot.status == .running {
        epochs = snapshot.history.count
        for warning in value.newFindings(run.state) { session.warn(warning) }
      }
      // The last look may come when all epochs are done: their lines are drawn, nothing is under way.
      if snapshot.status == .running, snapshot.history.count < snapshot.epochs {
        let width = session.output.size.columns
        session.output.progress(ProgressText.running(snapshot, width: width), isFinal: false)
      }
    }
    try session.takeForks(of: value)
    if run.snapshot.status == .paused { try paused() } else { session.reportEnd(of: value) }
  }

  private func paused() throws {
    let isPressed = Interrupt.isRequested
    if session.isInner { try Interrupt.check() } else { Interrupt.clear() }
    let snapshot = run.snapshot
    session.log.paused(value)
    let place = "epoch \(snapshot.epoch), batch \(snapshot.batch)"
    if !isPressed {
      session.output.result("\(value.name) is paused at \(place)")
    } else if session.isInteractive {
      let kept =
        "paused \(value.name) at \(place): weights, moments, shuffle order and random streams kept"
      let ways =
        "       resume | set lr .. | rollback epoch=\(snapshot.history.count) | fork as=.. | "
        + "plot loss \(value.name) | stop"
      let width = session.output.size.columns
      let lines = [kept, ways].flatMap { TextWrap.lines($0, width: width, indent: 7) }
      session.output.note(lines.joined(separator: "\n"))
      guard session.isNested else { return }
      throw Diagnostic(
        "the statement was left: \(value.name) is paused", help: "resume \(value.name)",
        kind: .interrupted)
    } else {
      throw Diagnostic(
        "\(value.name) stopped at \(place)", help: try whereKept(), kind: .interrupted)
    }
  }

  /// Writes a checkpoint where the run store has none, and says how to go on.
  private func whereKept() throws -> String {
    if let folder = run.recorder?.folder {
      let script = session.scriptPath.map { "fml run \($0) --resume" } ?? "--resume"
      return "kept in \(folder.path); to go on from there: \(script)"
    }
    let path = "runs/\(value.name)"
    try OutputFolder.make(for: path, parameter: "run")
    try Checkpoint.write(run.state, of: run.problem, to: path)
    return "saved as \(path).json; to go on from there, add init=\"\(path)\" to this line"
  }
}

extension Session {
  /// Says how a training ended, and keeps its results in the run store.
  func reportEnd(of value: RunValue) {
    let state = value.run.state
    var line = "\(value.name): \(state.ending)"
    if state.options.keep == .best, state.bestEpoch > 0 {
      line += ", best epoch \(state.bestEpoch)"
    }
    output.result(line)
    for warning in value.newFindings() { warn(warning) }
    for change in value.run.missed {
      warn("at \(value.name) \(change.text): the training did not come to that place")
    }
    keepResults(of: value)
  }
}
