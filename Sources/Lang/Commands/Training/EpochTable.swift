import Runtime

/// Chooses the epochs that get a line of their own, so that a long training fills a screen, not
/// a thousand: of up to 50 epochs all, of more every 2nd, 5th, 10th, ... and the first and last.
struct EpochTable {
  /// Epochs looked at so far.
  private var seen: Int
  /// The epoch that the training goes on with; it gets a line, so that one sees it go on.
  private let first: Int
  /// The last epoch that got a line.
  private var shown = 0

  /// - Parameter epochs: Those that ended before; they get no line.
  init(after epochs: Int) {
    seen = epochs
    first = epochs + 1
  }

  /// The lines of the epochs that have ended since the last call.
  mutating func lines(of snapshot: RunSnapshot) -> [String] {
    let step = Self.step(of: snapshot.epochs)
    var chosen = snapshot.history.dropFirst(seen).filter {
      $0.epoch % step == 0 || $0.epoch == first
    }
    seen = snapshot.history.count
    if snapshot.status != .running, seen >= first, let last = snapshot.history.last,
      last.epoch != chosen.last?.epoch ?? shown
    {
      chosen.append(last)
    }
    shown = chosen.last?.epoch ?? shown
    return chosen.map { ProgressText.epoch($0, of: snapshot.epochs) }
  }

  /// 1, 2, 5, 10, ...: the smallest that leaves no more than 50 lines.
  static func step(of epochs: Int) -> Int {
    var unit = 1
    while true {
      if let factor = [1, 2, 5].first(where: { epochs / (unit * $0) <= 50 }) {
        return unit * factor
      }
      unit *= 10
    }
  }
}
