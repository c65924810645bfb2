import Runtime

extension Session {
  /// Says what became of trainings in the background; called before a prompt and between
  /// statements.
  public func settleBackground() {
    let table = runTable
    for value in table.unreported where value.run.snapshot.status != .running {
      table.unreported.removeAll { $0 === value }
      try? takeForks(of: value)
      switch value.run.snapshot.status {
      case .finished: reportEnd(of: value)
      case .failed(let message): warn("\(value.name) failed: \(message)")
      default:
        log.paused(value)
        output.result("\(value.name) is paused at \(value.run.snapshot.position)")
      }
    }
    refreshPromptTag()
  }

  /// A script that reads a training in the background waits for it, so that what it reads does not
  /// depend on the machine's speed; at the prompt one sees it as of its last epoch.
  ///
  /// - Throws: what the training failed with; `Diagnostic` when Ctrl-C paused it.
  func settle(_ value: RunValue) throws {
    guard !isInteractive, value.run.snapshot.status == .running,
      runTable.unreported.contains(where: { $0 === value })
    else { return }
    try ForegroundTraining(value: value, session: self).attend()
  }

  /// Waits for every training in the background: the end of a script.
  func waitForBackground() throws {
    while let value = runTable.unreported.first {
      if value.run.snapshot.status == .running {
        try ForegroundTraining(value: value, session: self).attend()
      } else {
        settleBackground()
      }
    }
  }

  /// Pauses what runs, so that the process can end with everything kept.
  public func pauseBackground() {
    for value in runTable.runs where value.run.snapshot.status == .running { value.run.pause() }
  }

  /// What forks on the way have split off a training joins the session, paused.
  func takeForks(of value: RunValue) throws {
    let table = runTable
    for run in try value.run.takeForks(planned: { table.takePlanned($0) }) {
      let fork = RunValue(run, session: self)
      adopt(fork)
      output.result("\(run.name) is a copy of \(value.name) at \(run.snapshot.position), paused")
    }
  }
}
