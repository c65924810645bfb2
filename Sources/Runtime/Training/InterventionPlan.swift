/// Changes that a training makes on its way, as the `at` lines of a script say, in their order.
///
/// Only the first one is ever due: a rollback brings the training to places that it has passed
/// before, where what was done the first time is not to be done again.
public struct InterventionPlan: Sendable, Equatable {
  public private(set) var waiting: [Intervention] = []
  /// Those whose place had been passed, or never was one, such as batch 40 of 31.
  public private(set) var missed: [Intervention] = []

  public init(_ changes: [Intervention] = []) {
    for change in changes { add(change) }
  }

  /// Adds a change where its place belongs: before later ones, but never before a rollback.
  public mutating func add(_ change: Intervention) {
    let floor = waiting.lastIndex { $0.name == "rollback" }.map { $0 + 1 } ?? 0
    let place = waiting[floor...].firstIndex { $0.isLater(than: change) } ?? waiting.endIndex
    waiting.insert(change, at: place)
  }

  /// Takes out the next change where it is due at the place; others that lie behind are missed.
  mutating func next(epoch: Int, batch: Int) -> Intervention? {
    while let first = waiting.first {
      let here = Intervention(epoch: epoch, batch: batch, name: "")
      guard !first.isLater(than: here) else { return nil }
      waiting.removeFirst()
      if !here.isLater(than: first) { return first }
      missed.append(first)
    }
    return nil
  }

  /// Whether the next change is a rollback that is due at the beginning of an epoch.
  func isRollbackNext(epoch: Int) -> Bool {
    guard let first = waiting.first else { return false }
    return first.name == "rollback" && first.epoch == epoch && first.batch == 0
  }

  /// What is left when a training has ended was never reached.
  mutating func end() {
    missed += waiting
    waiting = []
  }
}

extension Intervention {
  fileprivate func isLater(than other: Intervention) -> Bool {
    (epoch, batch) > (other.epoch, other.batch)
  }
}
