extension NumberFormat {
  /// Formats by a specification such as `.2f`, `,.0f`, `+.1%`, `.3g`, `.2e`, `d`.
  ///
  /// Form: `[+][,][.DECIMALS][f|e|g|%|d]`; nil when the specification is not understood.
  public static func formatted(_ value: Double, spec: String) -> String? {
    guard let parsed = Specification(spec) else { return nil }
    return parsed.apply(to: value)
  }

  private struct Specification {
    var plus = false
    var grouped = false
    var decimals: Int?
    var style: Character = "g"

    init?(_ text: String) {
      var rest = Substring(text)
      if rest.hasPrefix("+") {
        plus = true
        rest = rest.dropFirst()
      }
      if rest.hasPrefix(",") {
        grouped = true
        rest = rest.dropFirst()
      }
      if rest.hasPrefix(".") {
        let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        guard let count = Int(digits), count <= 30 else { return nil }
        decimals = count
        rest = rest.dropFirst(1 + digits.count)
      }
      guard rest.count <= 1 else { return nil }
      style = rest.first ?? (decimals == nil ? "g" : "f")
      guard "feg%d".contains(style) else { return nil }
    }

    func apply(to value: Double) -> String {
      let text: String
      switch style {
      case "f": text = NumberFormat.fixed(value, decimals: decimals ?? 6, grouped: grouped)
      case "d": text = NumberFormat.fixed(value.rounded(), decimals: 0, grouped: grouped)
      case "%": text = percent(value)
      case "e": text = NumberFormat.scientific(value, decimals: decimals ?? 6)
      default: text = general(value)
      }
      return plus && value >= 0 ? "+" + text : text
    }

    /// `,` alone groups the digits before the point and keeps those after it.
    private func general(_ value: Double) -> String {
      let text = NumberFormat.general(value, digits: max(1, decimals ?? 6))
      guard grouped, !text.contains("e") else { return text }
      let places = text.split(separator: ".").dropFirst().first?.count ?? 0
      return NumberFormat.fixed(value, decimals: places, grouped: true)
    }

    private func percent(_ value: Double) -> String {
      guard value.isFinite else { return NumberFormat.fixed(value, decimals: 0) }
      return NumberFormat.fixed(value * 100, decimals: decimals ?? 0, grouped: grouped) + "%"
    }
  }
}
