/// A change of a running training, with the place at which it takes effect.
public struct Intervention: Sendable, Equatable {
  /// From 1: the epoch under way.
  public let epoch: Int
  /// Batches of that epoch done before the change.
  public let batch: Int
  /// The option, or `rollback`, `stop`, `pause`, `fork`.
  public let name: String
  public let old: Double
  public let new: Double
  /// Of a fork, the name of the new training.
  public let label: String

  public init(
    epoch: Int, batch: Int, name: String, old: Double = .nan, new: Double = .nan,
    label: String = ""
  ) {
    self.epoch = epoch
    self.batch = batch
    self.name = name
    self.old = old
    self.new = new
    self.label = label
  }

  /// `3:31`.
  public var place: String { "\(epoch):\(batch)" }

  /// `set lr 0.0005`: what a script says after `at s1 3:31`.
  public var command: String {
    switch name {
    case "stop", "pause": name
    case "fork": "fork as=\(label)"
    case "rollback": "rollback epoch=\(NumberFormat.shortest(new))"
    case "schedule": "set schedule none"
    default: "set \(name) \(NumberFormat.shortest(new))"
    }
  }

  /// `3:31 set lr 0.0005`.
  public var text: String { "\(place) \(command)" }

  /// Whether a journal entry leaves the training as it was.
  public var changesNothing: Bool { name == "pause" || name == "fork" }
}
