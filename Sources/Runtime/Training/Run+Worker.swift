extension Run {
  /// The body of the worker thread: batches until the end, a pause or a failure.
  func work() {
    let trainer = trainer.trainer
    trainer.restartClock()
    var published = Stopwatch.now
    do {
      while !trainer.state.isFinished {
        let epoch = trainer.state.epoch
        try trainer.step()
        if trainer.state.epoch != epoch {
          publish(trainer, state: true)
        } else if trainer.state.batch % 16 == 0, Stopwatch.now - published > 0.05 {
          published = Stopwatch.now
          publish(trainer, state: false)
        }
        if wantsPause.load(ordering: .relaxed) { break }
      }
      let state = try trainer.synchronise()
      trainer.stopClock()
      leave(state, trainer.snapshot(state.isFinished ? .finished : .paused))
    } catch {
      let message = (error as? Failure)?.message ?? "\(error)"
      leave(trainer.state, trainer.snapshot(.failed(message)))
    }
  }

  private func publish(_ trainer: Trainer, state isWhole: Bool) {
    let snapshot = trainer.snapshot(.running)
    shared.update { shared in
      shared.snapshot = snapshot
      if isWhole { shared.state = trainer.state }
    }
  }

  private func leave(_ state: RunState, _ snapshot: RunSnapshot) {
    shared.update { shared in
      shared.state = state
      shared.snapshot = snapshot
      shared.isThreadAlive = false
    }
  }
}
