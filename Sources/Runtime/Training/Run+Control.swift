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
        trainer.trainer.isPausing = false
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

  /// Makes a change when the training comes to its place.
  ///
  /// - Throws: `Failure` for a place that lies behind, an unknown option, or a training that ended.
  public func plan(_ change: Intervention) throws {
    try check(change)
    try whileHeld { trainer in
      let state = trainer.state
      guard !state.isFinished else { throw Failure("\(name) has finished") }
      guard (change.epoch, change.batch) >= (state.epoch + 1, state.batch) else {
        throw Failure(
          "\(name) is past \(change.place): it stands at \(state.epoch + 1):\(state.batch)")
      }
      trainer.agenda.add(change)
    }
  }

  /// - Throws: `Failure` for an option that the training does not have.
  public func check(_ change: Intervention) throws {
    let words = ["stop", "pause", "fork", "rollback", TrainingOptions.pinning]
    let known = TrainingOptions.liveNames + state.lossOptions.map(\.name)
    guard words.contains(change.name) || known.contains(change.name) else {
      throw Failure(
        "\(name) has no option '\(change.name)'", culprit: .parameter(change.name),
        hint: Suggestion.hint(for: change.name, among: known) ?? known.joined(separator: ", "))
    }
  }

  /// Changes that waited for places the training never came to, as of its end.
  public var missed: [Intervention] {
    shared.update { shared in shared.isThreadAlive ? [] : trainer.trainer.agenda.missed }
  }

  /// Changes that wait for their place, as of the last pause.
  public var waiting: [Intervention] {
    shared.update { shared in shared.isThreadAlive ? [] : trainer.trainer.agenda.waiting }
  }

  /// A copy as of now, paused under another name; this one stays paused, too.
  public func fork(as name: String) throws -> Run {
    pause()
    var fork: Fork?
    try whilePaused { fork = try $0.fork(as: name) }
    guard let fork else { throw Failure("\(self.name) cannot be forked") }
    return try Run(fork, of: self)
  }

  /// What forks on the way have split off since the last call.
  ///
  /// - Parameter planned: Changes to make on the way of the fork of a name.
  public func takeForks(planned: (String) -> [Intervention]) throws -> [Run] {
    let forks = shared.update { shared in
      defer { shared.forks = [] }
      return shared.forks
    }
    return try forks.map { try Run($0, of: self, planned: planned($0.name)) }
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
    onProgress(snapshot)
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
      let status: RunSnapshot.Status =
        state.isFinished ? .finished : before == .ready ? .ready : .paused
      shared.snapshot = trainer.trainer.snapshot(status)
      if status != .ready { shared.recorder?.leave(state, status) }
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
