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

  /// The epoch under way, on one line that is drawn over.
  static func running(_ snapshot: RunSnapshot) -> String {
    let width = 16
    let share = Double(snapshot.batch) / Double(max(1, snapshot.batches))
    let done = Int(min(max(share, 0), 1) * Double(width))
    let bar = String(repeating: "#", count: done) + String(repeating: "-", count: width - done)
    let speed = NumberFormat.fixed(snapshot.samplesPerSecond, decimals: 0, grouped: true)
    var text = padded("\(snapshot.epoch)/\(snapshot.epochs)", 7)
    text += " [\(bar)] \(snapshot.batch)/\(snapshot.batches)  \(short(snapshot.loss))"
    text += "  lr \(rate(snapshot.learningRate))"
    if snapshot.badBatches > 0 { text += "  bad \(snapshot.badBatches)" }
    text += "  \(speed) samples/s"
    if snapshot.secondsLeft.isFinite {
      text += "  eta \(NumberFormat.fixed(snapshot.secondsLeft, decimals: 0)) s"
    }
    return text
  }

  static func short(_ value: Double, digits: Int = 4) -> String {
    value.isNaN ? "-" : NumberFormat.general(value, digits: digits)
  }

  static func rate(_ value: Double) -> String { NumberFormat.general(value, digits: 3) }

  private static func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
  }
}
