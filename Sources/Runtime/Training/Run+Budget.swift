extension Run {
  /// Trains on the calling thread until the training ends, or so many epochs are done.
  ///
  /// The state afterwards is that of any other training at this place: the same bits whoever
  /// trained it.
  /// - Throws: `Interrupted` at the end of a batch after Ctrl-C, with everything kept; `Failure`
  ///   when the engine refuses a batch.
  public func advance(
    toEpoch last: Int? = nil, onEpoch: (RunSnapshot) throws -> Void = { _ in }
  ) throws {
    guard snapshot.status.isActive else { return }
    let trainer = trainer.trainer
    trainer.restartClock()
    do {
      while !trainer.state.isFinished, trainer.state.epoch < last ?? .max {
        if Interrupt.isRequested {
          try leave(trainer)
          throw Interrupted()
        }
        let epoch = trainer.state.epoch
        try trainer.step()
        if trainer.state.epoch != epoch { try onEpoch(trainer.snapshot(.running)) }
      }
      try leave(trainer)
    } catch let failure as Failure {
      shared.update { shared in
        shared.snapshot = trainer.snapshot(.failed(failure.message))
        shared.state = trainer.state
      }
      throw failure
    }
  }

  /// The state of a training that `advance` is working on, to be asked from inside `onEpoch`.
  ///
  /// - Throws: `Failure` when the engine refuses.
  public func reachedState() throws -> RunState { try trainer.trainer.synchronise() }

  private func leave(_ trainer: Trainer) throws {
    let state = try trainer.synchronise()
    trainer.stopClock()
    let snapshot = trainer.snapshot(state.isFinished ? .finished : .paused)
    shared.update { shared in
      shared.state = state
      shared.snapshot = snapshot
    }
  }

  /// A fingerprint of what was trained on what, and of what came out.
  public var digest: String {
    var digest = ContentHasher()
    digest.add(dataset.digest)
    digest.add(network.text)
    digest.add(problem.loss.text)
    digest.add(state.options.json.text())
    digest.add(weights)
    return digest.text
  }
}
