/// The colours of values: from pale to blue, or from red over pale to blue.
///
/// Blue and red stay apart for colour-blind readers, and what is darker is farther from zero or
/// from the lower end, so that a print without colours still orders the values.
struct ColorScale {
  private let range: ClosedRange<Double>
  private let isDiverging: Bool

  init(_ cells: Chart.Cells) {
    range = cells.range
    isDiverging = cells.colors == .diverging
  }

  /// A colour in the levels of its channels, 0 to 255.
  struct Color: Equatable {
    let channels: SIMD3<Double>

    /// `#rrggbb`.
    var hex: String {
      let digits = Array("0123456789abcdef")
      return (0..<3).reduce("#") { text, channel in
        let level = Int(exactly: channels[channel].rounded()) ?? 0
        return text + String([digits[level / 16 % 16], digits[level % 16]])
      }
    }

    /// The colour as gnuplot reads it from a column.
    var number: Double {
      let whole = channels.rounded(.toNearestOrAwayFromZero)
      return whole[0] * 65_536 + whole[1] * 256 + whole[2]
    }

    /// Whether white letters are easier to read on it than dark ones.
    var isDark: Bool { (channels * SIMD3(0.299, 0.587, 0.114)).sum() < 140 }
  }

  /// - Edge cases: grey for a missing value.
  func color(of value: Double) -> Color {
    guard value.isFinite else { return Color(channels: Self.missing) }
    let span = range.upperBound - range.lowerBound
    let share = span > 0 ? min(max((value - range.lowerBound) / span, 0), 1) : 0.5
    guard isDiverging else { return Self.mixed(Self.blue, share) }
    return share < 0.5 ? Self.mixed(Self.red, 1 - 2 * share) : Self.mixed(Self.blue, 2 * share - 1)
  }

  /// The value's tenth of the way from pale to the end of its colour, 0 to 9; negative on the
  /// red side.
  func tenth(of value: Double) -> Int {
    let span = range.upperBound - range.lowerBound
    guard value.isFinite, span > 0 else { return 0 }
    let share = min(max((value - range.lowerBound) / span, 0), 1)
    let place = isDiverging ? 2 * share - 1 : share
    let tenth = min((place.magnitude * 10 + 1e-9).rounded(.down), 9)
    return (Int(exactly: tenth) ?? 0) * (place < 0 ? -1 : 1)
  }

  private static let missing = SIMD3<Double>(repeating: 236)
  private static let blue = [SIMD3(247.0, 247, 247), SIMD3(122.0, 174, 214), SIMD3(14.0, 74, 134)]
  private static let red = [SIMD3(247.0, 247, 247), SIMD3(230.0, 142, 120), SIMD3(158.0, 30, 38)]

  /// Between three colours that are evenly apart.
  private static func mixed(_ stops: [SIMD3<Double>], _ share: Double) -> Color {
    let upper = share >= 0.5
    let way = upper ? 2 * share - 1 : 2 * share
    let (from, to) = upper ? (stops[1], stops[2]) : (stops[0], stops[1])
    return Color(channels: from + (to - from) * way)
  }
}
