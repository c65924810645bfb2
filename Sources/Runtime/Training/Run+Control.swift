extension Run {
  /// Starts the worker thread, or sets it going again after a pause.
  ///
  /// - Throws: `Failure` when the training has ended.
  public func resume() throws {
    let mayStart = try shared.update { shared in
      switch shared.snapshot.status {
      case .finished: throw Failure("\(name) has finished: there is nothing to resume")
      case .failed(let message): throw Failure("\(name) failed: \(message)")
      case .running: return false
      case .ready, .paused:
        shared.snapshot.status = .running
        shared.isThreadAlive = true
        wantsPause.store(false, ordering: .relaxed)
        return true
      }
    }
    guard mayStart else { return }
    do {
      try WorkerThread.start { [self] in work() }
    } catch {
      shared.update { shared in
        shared.snapshot.status = .paused
        shared.isThreadAlive = false
      }
      throw error
    }
  }

  public func start() throws { try resume() }

  /// Pauses at the end of the current batch; returns when it has.
  public func pause() {
    guard askToPause() else { return }
    while shared.read({ $0.isThreadAlive }) {
      shared.wait(milliseconds: 100) { !$0.isThreadAlive }
    }
  }

  /// Ends the training; the best weights are restored where `keep=best`.
  ///
  /// - Throws: `Failure` when the engine refuses.
  public func stop() throws {
    pause()
    try whilePaused { try $0.stop() }
  }

  /// Changes `lr`, `clip`, `weight_decay`, `batch`, `stop`, `epochs` or an option of the loss from
  /// the next batch on.
  ///
  /// - Throws: `Failure` for an unknown option, a value out of range, or a training that has ended.
  public func set(_ option: String, to value: Double) throws {
    try whileHeld { try $0.set(option, to: value) }
  }

  /// Goes back to the end of an epoch, 0 the start, and stays paused there.
  ///
  /// - Throws: `Failure` for an epoch that is not kept.
  public func rollback(toEpoch epoch: Int) throws {
    pause()
    try whilePaused { try $0.rollback(toEpoch: epoch) }
  }

  /// Waits until the training is finished, paused or has failed.
  ///
  /// An interrupt (Ctrl-C) pauses it at the end of the current batch.
  /// - Parameter onProgress: Called about ten times a second with where it stands, and once at the
  ///   end.
  /// - Throws: `Failure` when the training failed.
  public func wait(onProgress: (RunSnapshot) -> Void = { _ in }) throws {
    while shared.read({ $0.isThreadAlive }) {
      if Interrupt.isRequested { _ = askToPause() }
      shared.wait(milliseconds: 100) { !$0.isThreadAlive }
      onProgress(snapshot)
    }
    if case .failed(let message) = snapshot.status { throw Failure(message) }
  }

  /// Starts and waits: a training in the foreground.
  public func train(onProgress: (RunSnapshot) -> Void = { _ in }) throws {
    try resume()
    try wait(onProgress: onProgress)
  }

  /// False when no thread is running.
  private func askToPause() -> Bool {
    shared.update { shared in
      if shared.isThreadAlive { wantsPause.store(true, ordering: .relaxed) }
      return shared.isThreadAlive
    }
  }

  /// Runs on the trainer while no thread does; publishes what became of it.
  private func whilePaused(_ body: (Trainer) throws -> Void) throws {
    try shared.update { shared in
      guard !shared.isThreadAlive else { throw Failure("\(name) is running") }
      try body(trainer.trainer)
      let state = trainer.trainer.state
      let before = shared.snapshot.status
      shared.state = state
      shared.snapshot = trainer.trainer.snapshot(
        state.isFinished ? .finished : before == .ready ? .ready : .paused)
    }
  }

  /// Pauses a running training for the length of `body`, then lets it go on.
  private func whileHeld(_ body: (Trainer) throws -> Void) throws {
    let wasRunning = shared.read { $0.isThreadAlive }
    if wasRunning { pause() }
    defer { if wasRunning, snapshot.status == .paused { try? resume() } }
    try whilePaused(body)
  }
}
