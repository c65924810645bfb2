/// A change of a running training, with the place at which it took effect.
public struct Intervention: Sendable, Equatable {
  /// From 1: the epoch under way.
  public let epoch: Int
  /// Batches of that epoch done before the change.
  public let batch: Int
  /// The option, `rollback` or `stop`.
  public let name: String
  public let old: Double
  public let new: Double

  public init(epoch: Int, batch: Int, name: String, old: Double, new: Double) {
    self.epoch = epoch
    self.batch = batch
    self.name = name
    self.old = old
    self.new = new
  }

  /// `3:31 set lr 0.0005`.
  public var text: String {
    let value = NumberFormat.shortest(new)
    return switch name {
    case "stop": "\(epoch):\(batch) stop"
    case "rollback": "\(epoch):\(batch) rollback epoch=\(value)"
    default: "\(epoch):\(batch) set \(name) \(value)"
    }
  }
}
