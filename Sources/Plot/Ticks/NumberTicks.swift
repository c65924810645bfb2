/// Ticks at round numbers: 1, 2 or 5 times a power of ten apart.
enum NumberTicks {
  /// At most `count` ticks inside the range where that leaves two, all with the same decimals.
  static func ticks(
    from lower: Double, to upper: Double, count: Int, format: NumberFormat
  ) -> [Tick] {
    let factor = format == .percent ? 100.0 : 1.0
    let (low, high) = (lower * factor, upper * factor)
    let span = high - low
    guard span > 0, span.isFinite, low.isFinite else { return [] }
    let most = max(count, 2)
    var step = niceStep(span / Double(most * 4), isWhole: format == .whole)
    var places = multiples(of: step, from: low, to: high)
    while places.count > most {
      let next = niceStep(step * 1.5, isWhole: format == .whole)
      let fewer = multiples(of: next, from: low, to: high)
      guard fewer.count >= 2, next > step else { break }
      (step, places) = (next, fewer)
    }
    let style = Style(places, step: step, format: format)
    return places.map { Tick(position: $0 / factor, label: style.text($0)) }
  }

  private static func multiples(
    of step: Double, from low: Double, to high: Double
  ) -> [Double] {
    let slack = 1e-9
    let first = (low / step - slack).rounded(.up)
    let last = (high / step + slack).rounded(.down)
    guard last >= first, last - first < 1000 else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step + 0 }
  }

  /// The smallest of 1, 2, 5 times a power of ten that is not below the wanted step.
  static func niceStep(_ wanted: Double, isWhole: Bool) -> Double {
    let scale = NumberText.power(10, NumberText.decade(wanted))
    let step = [1, 2, 5, 10].first { Double($0) * scale >= wanted * (1 - 1e-9) } ?? 10
    let nice = Double(step) * scale
    return isWhole ? max(1, nice.rounded(.up)) : nice
  }

  /// How all labels of one axis are written.
  private struct Style {
    let divisor: Double
    let suffix: String
    let decimals: Int
    let isExponent: Bool

    init(_ values: [Double], step: Double, format: NumberFormat) {
      let largest = values.map(\.magnitude).max() ?? 0
      isExponent = format == .number && (largest < 1e-3 || largest >= 1e13) && largest > 0
      switch largest {
      case _ where format != .number: (divisor, suffix) = (1, format == .percent ? "%" : "")
      case 1e10...: (divisor, suffix) = (1e9, "B")
      case 1e7...: (divisor, suffix) = (1e6, "M")
      case 1e5...: (divisor, suffix) = (1e3, "k")
      default: (divisor, suffix) = (1, "")
      }
      decimals = max(0, -NumberText.decade(step / divisor * (1 + 1e-9)))
    }

    func text(_ value: Double) -> String {
      if value == 0 { return "0" + (suffix == "%" ? "%" : "") }
      if isExponent { return NumberText.exponent(value, digits: 4) }
      return NumberText.fixed(value / divisor, decimals: decimals) + suffix
    }
  }
}
