import Runtime

/// The lines a training shows of itself.
enum ProgressText {
  static let header = "  epoch      train        val         lr     |grad|   bad     sec"

  /// A finished epoch under the header.
  static func epoch(_ record: EpochRecord, of epochs: Int) -> String {
    [
      padded("\(record.epoch)/\(epochs)", 7), padded(short(record.trainLoss), 10),
      padded(short(record.validationLoss), 10), padded(rate(record.learningRate), 10),
      padded(short(record.gradientNorm, digits: 2), 10), padded(String(record.badBatches), 5),
      padded(NumberFormat.fixed(record.seconds, decimals: 2), 7),
    ].joined(separator: " ")
  }

  /// The epoch under way, on one line that is drawn over; what does not fit is left out.
  static func running(_ snapshot: RunSnapshot, width: Int) -> String {
    let cells = 14
    let share = Double(snapshot.batch) / Double(max(1, snapshot.batches))
    let done = Int(min(max(share, 0), 1) * Double(cells))
    let bar = String(repeating: "#", count: done) + String(repeating: "-", count: cells - done)
    var text = padded("\(snapshot.epoch)/\(snapshot.epochs)", 7)
    text += " [\(bar)] \(snapshot.batch)/\(snapshot.batches)"
    for part in figures(of: snapshot) where text.count + part.count + 2 < width {
      text += "  " + part
    }
    return text
  }

  /// The most wanted first.
  private static func figures(of snapshot: RunSnapshot) -> [String] {
    let validation = snapshot.history.last?.validationLoss ?? .nan
    let speed = NumberFormat.fixed(snapshot.samplesPerSecond, decimals: 0, grouped: true)
    return [
      snapshot.loss.isNaN ? nil : short(snapshot.loss, digits: 3),
      snapshot.secondsLeft.isFinite ? "eta " + time(snapshot.secondsLeft) : nil,
      snapshot.badBatches > 0 ? "bad \(snapshot.badBatches)" : nil,
      snapshot.samplesPerSecond.isFinite ? "\(speed) samples/s" : nil,
      validation.isNaN ? nil : "val \(short(validation, digits: 3))",
      "lr \(rate(snapshot.learningRate))",
      snapshot.gradientNorm.isNaN ? nil : "|grad| \(short(snapshot.gradientNorm, digits: 2))",
    ].compactMap { $0 }
  }

  /// `45 s`, `12 min`, `3.5 h`.
  static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<120: "\(NumberFormat.fixed(seconds, decimals: 0)) s"
    case ..<7200: "\(NumberFormat.fixed(seconds / 60, decimals: 0)) min"
    default: "\(NumberFormat.fixed(seconds / 3600, decimals: 1)) h"
    }
  }

  static func short(_ value: Double, digits: Int = 4) -> String {
    value.isNaN ? "-" : NumberFormat.general(value, digits: digits)
  }

  static func rate(_ value: Double) -> String { NumberFormat.general(value, digits: 3) }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
