import Runtime

/// Runs a training while the prompt waits: progress lines, Ctrl-C pauses, a summary at the end.
struct ForegroundTraining {
  let value: RunValue
  let session: Session

  private var run: Run { value.run }

  /// Starts or resumes; returns when the training has finished or was paused.
  ///
  /// - Throws: `Failure` when it failed; in a script `Diagnostic` of kind interrupted when it was
  ///   paused, after a checkpoint was written.
  func go() throws {
    var table = EpochTable(after: run.snapshot.history.count)
    var epochs = run.snapshot.history.count
    for warning in value.newFindings(run.state) { session.warn(warning) }
    session.output.progress(ProgressText.header, isFinal: true)
    defer { session.refreshPromptTag() }
    try run.train { snapshot in
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
    if run.snapshot.status == .paused { try paused() } else { finished() }
  }

  private func paused() throws {
    let snapshot = run.snapshot
    Interrupt.clear()
    if session.isInteractive {
      let kept =
        "paused \(value.name) at epoch \(snapshot.epoch), batch \(snapshot.batch): weights, "
        + "moments, shuffle order and random streams kept"
      let ways =
        "       resume | set lr .. | rollback epoch=\(snapshot.history.count) | "
        + "plot loss \(value.name) | stop"
      let width = session.output.size.columns
      let lines = [kept, ways].flatMap { TextWrap.lines($0, width: width, indent: 7) }
      session.output.note(lines.joined(separator: "\n"))
      return
    }
    let path = "runs/\(value.name)"
    try OutputFolder.make(for: path, parameter: "run")
    try Checkpoint.write(run.state, of: run.problem, to: path)
    throw Diagnostic(
      "\(value.name) stopped at epoch \(snapshot.epoch), batch \(snapshot.batch)",
      help: "saved as \(path).json; to go on from there, add init=\"\(path)\" to this line",
      kind: .interrupted)
  }

  private func finished() {
    let state = run.state
    var line = "\(value.name): \(state.ending)"
    if state.options.keep == .best, state.bestEpoch > 0 {
      line += ", best epoch \(state.bestEpoch)"
    }
    session.output.result(line)
    for warning in value.newFindings() { session.warn(warning) }
  }
}
