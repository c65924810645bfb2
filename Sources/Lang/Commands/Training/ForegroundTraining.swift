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
    var shown = run.snapshot.history.count
    session.output.progress(ProgressText.header, isFinal: true)
    defer { session.refreshPromptTag() }
    try run.train { snapshot in
      while shown < snapshot.history.count {
        let record = snapshot.history[shown]
        shown += 1
        session.output.progress(ProgressText.epoch(record, of: snapshot.epochs), isFinal: true)
      }
      if snapshot.status == .running {
        session.output.progress(ProgressText.running(snapshot), isFinal: false)
      }
    }
    if run.snapshot.status == .paused { try paused() } else { finished() }
  }

  private func paused() throws {
    let snapshot = run.snapshot
    Interrupt.clear()
    if session.isInteractive {
      session.output.note(
        "paused \(value.name) at epoch \(snapshot.epoch), batch \(snapshot.batch): weights, "
          + "moments, shuffle order and random streams kept\n"
          + "       resume | set lr .. | rollback epoch=\(max(0, snapshot.epoch - 1)) | "
          + "plot loss \(value.name) | stop")
      return
    }
    let path = "runs/\(value.name)"
    try OutputFolder.make(for: path)
    try Checkpoint.write(run.state, of: run.problem, to: path)
    throw Diagnostic(
      "interrupted: \(value.name) at epoch \(snapshot.epoch), batch \(snapshot.batch)",
      help: "saved as \(path).json; to go on from there, add init=\"\(path)\" to this line",
      kind: .interrupted)
  }

  private func finished() {
    let state = run.state
    var line = "\(value.name): \(state.ending)"
    if state.options.keep == .best, state.bestEpoch > 0 { line += ", best epoch \(state.bestEpoch)" }
    session.output.result(line)
    for warning in value.warnings { session.warn(warning) }
  }
}
