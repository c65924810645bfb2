/// Outlier returns told apart: bad ticks that the next bar takes back, and other instruments under
/// the same name.
struct PriceJumps {
  /// Rows whose jump is taken back by the next row, ascending.
  private(set) var spikes: [Int] = []
  /// Rows before a lasting jump to at least twenty times, or at most a twentieth, of the price:
  /// another instrument had the name. Ascending.
  private(set) var before: [Int] = []

  /// The share of a spike that the next bar must take back.
  private static let takenBack = 0.8
  private static let jump = 20.0

  /// - Parameter outliers: Rows whose return is an outlier.
  init(_ frame: Frame, outliers: [Int]) {
    guard let price = Self.price(frame) else { return }
    let found = Set(outliers)
    for segment in frame.axis.segments {
      var start = segment.rows.lowerBound
      for row in segment.rows.dropFirst() where found.contains(row) {
        let (old, new) = (price[row - 1], price[row])
        let next = row + 1 < segment.rows.upperBound ? price[row + 1] : .nan
        if abs(new - next) >= Self.takenBack * abs(new - old), (next - new) * (new - old) < 0,
          abs(next - old) <= (1 - Self.takenBack) * abs(new - old)
        {
          spikes.append(row)
        } else if new / old >= Self.jump || new / old <= 1 / Self.jump {
          start = row
        }
      }
      before += segment.rows.lowerBound..<start
    }
  }

  /// Adjusted closes where the frame has some: a split is then no jump.
  private static func price(_ frame: Frame) -> [Double]? {
    let name = frame.index(of: "adj_close") == nil ? "close" : "adj_close"
    guard let index = frame.index(of: name) else { return nil }
    return frame.fields[index].column.values
  }
}
