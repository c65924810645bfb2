/// Ticks of a logarithmic axis: powers of ten, with 2 and 5 between them where there is room.
enum DecadeTicks {
  /// Ticks inside a range above zero; equal steps where the range holds fewer than three.
  static func ticks(
    from lower: Double, to upper: Double, count: Int, format: NumberFormat
  ) -> [Tick] {
    guard lower > 0, upper > lower, upper.isFinite else { return [] }
    let decades = NumberText.decade(lower)...NumberText.decade(upper)
    let wide = places(decades, multiples: [1, 2, 5]).filter { $0 >= lower && $0 <= upper }
    if wide.count < 3 {
      return NumberTicks.ticks(from: lower, to: upper, count: count, format: format)
    }
    if wide.count <= count + 2 { return wide.map { tick($0, format) } }
    let powers = places(decades, multiples: [1]).filter { $0 >= lower && $0 <= upper }
    let stride = max(1, (powers.count + count - 1) / max(count, 1))
    return powers.enumerated().filter { $0.offset.isMultiple(of: stride) }.map {
      tick($0.element, format)
    }
  }

  private static func places(_ decades: ClosedRange<Int>, multiples: [Double]) -> [Double] {
    decades.flatMap { decade in multiples.map { $0 * NumberText.power(10, decade) } }
  }

  private static func tick(_ value: Double, _ format: NumberFormat) -> Tick {
    let factor = format == .percent ? 100.0 : 1.0
    let suffix = format == .percent ? "%" : ""
    let shown = value * factor
    let order = NumberText.decade(shown * (1 + 1e-9))
    let text =
      (-3...6).contains(order)
      ? NumberText.fixed(shown, decimals: max(0, -order))
      : NumberText.exponent(shown, digits: 2)
    return Tick(position: value, label: text + suffix)
  }
}
