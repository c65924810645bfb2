extension Run {
  /// The body of the worker thread: batches until the end, a pause or a failure.
  func work() {
    let trainer = trainer.trainer
    let recorder = recorder
    trainer.restartClock()
    recorder?.begin(trainer.state)
    var published = Stopwatch.now
    do {
      while !trainer.state.isFinished {
        let epoch = trainer.state.epoch
        try trainer.step()
        if !trainer.forks.isEmpty { publishForks(trainer) }
        if trainer.state.epoch != epoch {
          publish(trainer, state: true)
          if !trainer.state.isFinished { recorder?.endEpoch(trainer.state) }
        } else if trainer.state.batch % 16 == 0, Stopwatch.now - published > 0.05 {
          published = Stopwatch.now
          publish(trainer, state: false)
          if let recorder, recorder.isDue { recorder.checkpoint(try trainer.synchronise()) }
        }
        if trainer.isPausing || wantsPause.load(ordering: .relaxed) { break }
      }
      let state = try trainer.synchronise()
      if state.isFinished { trainer.agenda.end() }
      trainer.stopClock()
      let status: RunSnapshot.Status = state.isFinished ? .finished : .paused
      recorder?.leave(state, status)
      leave(state, trainer.snapshot(status))
    } catch {
      let message = (error as? Failure)?.message ?? "\(error)"
      recorder?.leave(trainer.state, .failed(message))
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

  private func publishForks(_ trainer: Trainer) {
    let forks = trainer.forks
    trainer.forks = []
    shared.update { $0.forks += forks }
  }

  private func leave(_ state: RunState, _ snapshot: RunSnapshot) {
    shared.update { shared in
      shared.state = state
      shared.snapshot = snapshot
      shared.isThreadAlive = false
    }
  }
}
