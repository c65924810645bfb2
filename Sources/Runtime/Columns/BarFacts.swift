/// What holds of every bar of a frame, so that loops over many need not ask it of each.
struct BarFacts: Sendable {
  /// Whether every close is a price: above zero and finite.
  let hasPrices: Bool
  /// Whether there was trading in every bar, as far as the volume is known.
  let hasTrading: Bool

  init(_ frame: Frame) {
    func column(_ name: String) -> [Double] {
      frame.index(of: name).map { frame.fields[$0].column.values } ?? []
    }
    hasPrices = Self.all(column("close")) { $0 > 0 && $0 < .infinity }
    hasTrading = Self.all(column("volume")) { $0 != 0 }
  }

  private static func all(_ values: [Double], _ holds: (Double) -> Bool) -> Bool {
    values.withUnsafeBufferPointer { values in
      var isEach = true
      for value in values { isEach = isEach && holds(value) }
      return isEach
    }
  }
}
