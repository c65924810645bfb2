/// Outlier returns told apart: bad ticks that the next bar takes back, and other instruments under
/// the same name.
struct PriceJumps {
  /// Rows whose jump is taken back by the next row, or that end a history at another level; ascending.
  private(set) var spikes: [Int] = []
  /// Rows before a lasting jump to at least twenty times, or at most a twentieth, of the price:
  /// another instrument had the name. Ascending.
  private(set) var before: [Int] = []

  /// The share of a spike that the next bar must take back.
  private static let takenBack = 0.8
  private static let jump = 20.0
  /// Rows at a new level that make it last.
  private static let lasting = 20

  /// - Parameter outliers: Rows whose return is an outlier.
  init(_ frame: Frame, outliers: [Int]) {
    guard let price = Self.price(frame) else { return }
    let found = Set(outliers)
    for segment in frame.axis.segments {
      var start = segment.rows.lowerBound
      for row in segment.rows.dropFirst() where found.contains(row) {
        let old = price[row - 1]
        if Self.isTakenBack(old, price[row], segment.rows.contains(row + 1) ? price[row + 1] : .nan)
        {
          spikes.append(row)
        } else if Self.isJump(price[row] / old) {
          let later = row + Self.lasting
          let lasts = later < segment.rows.upperBound && Self.isJump(price[later] / old)
          if lasts { start = row } else { spikes.append(row) }
        }
      }
      before += segment.rows.lowerBound..<start
    }
    let gone = Set(before)
    spikes.removeAll { gone.contains($0) }
  }

  private static func isTakenBack(_ old: Double, _ new: Double, _ next: Double) -> Bool {
    let size = abs(new - old)
    return (next - new) * (new - old) < 0 && abs(new - next) >= takenBack * size
      && abs(next - old) <= (1 - takenBack) * size
  }

  private static func isJump(_ ratio: Double) -> Bool { ratio >= jump || ratio <= 1 / jump }

  /// Adjusted closes where the frame has some: a split is then no jump.
  private static func price(_ frame: Frame) -> [Double]? {
    let name = frame.index(of: "adj_close") == nil ? "close" : "adj_close"
    guard let index = frame.index(of: name) else { return nil }
    return frame.fields[index].column.values
  }
}
