import CKernels
import Testing

@testable import Runtime

/// The kernels that look for fills and pick symbols against plain loops, on every CPU level this
/// machine has.
@Suite struct FillKernelTests {
  static let levels = (0..<Int(fml_level_count())).map { $0 }

  /// Numbers on a coarse grid, so that many are equal, with all that is no price among them.
  static func numbers(_ count: Int, _ random: inout TestRandom) -> [Double] {
    (0..<count).map { _ in
      switch random.uniform() {
      case ..<0.05: .nan
      case ..<0.07: .infinity
      case ..<0.09: -.infinity
      case ..<0.12: 0
      case ..<0.14: -3
      default: (4 * (5 + random.normal())).rounded() / 4
      }
    }
  }

  // MARK: Fills

  /// Orders of a stretch of rows.
  private struct Orders {
    var limit: [Double]
    var close: [Double]
    var extreme: [Double]
    var volume: [Double]?
    var sign = 1.0
    var least = 0.0
    var isInclusive = false

    init(_ count: Int, _ random: inout TestRandom) {
      limit = FillKernelTests.numbers(count, &random)
      close = FillKernelTests.numbers(count, &random)
      extreme = FillKernelTests.numbers(count, &random)
      if random.uniform() < 0.6 {
        volume = (0..<count).map { [0, 1, .nan, 5][$0 % 4] }
      }
      sign = random.uniform() < 0.5 ? 1 : -1
      least = [0, 0.25, 0.6][Int(random.uniform() * 3)]
      isInclusive = random.uniform() < 0.5
      if isInclusive { least = 0 }
    }

    func isValid(_ row: Int) -> Bool {
      limit[row] > 0 && limit[row].isFinite && close[row] > 0 && close[row].isFinite
    }

    func isFilled(_ row: Int) -> Bool {
      let distance = sign > 0 ? limit[row] - extreme[row] : extreme[row] - limit[row]
      let isFar = isInclusive ? distance >= least : distance > 0 && distance >= least
      return isValid(row) && extreme[row] > 0 && isFar && (volume.map { $0[row] != 0 } ?? true)
    }

    /// Valid, filled and missing rows as the kernel has them.
    func words(_ level: Int) -> [[UInt64]] {
      let count = limit.count
      // Full of bits that the kernel must clear.
      var valid = [UInt64](repeating: ~0, count: (count + 63) / 64)
      var (filled, missing) = (valid, valid)
      withBuffers([limit, close, extreme, volume ?? []]) { columns in
        valid.withUnsafeMutableBufferPointer { valid in
          filled.withUnsafeMutableBufferPointer { filled in
            missing.withUnsafeMutableBufferPointer { missing in
              var orders = fml_limit_orders(
                limit: columns[0].baseAddress, close: columns[1].baseAddress,
                extreme: columns[2].baseAddress,
                volume: volume == nil ? nil : columns[3].baseAddress, count: Int64(count),
                sign: sign, least: least, is_inclusive: isInclusive ? 1 : 0,
                valid: valid.baseAddress, filled: filled.baseAddress, missing: missing.baseAddress)
              fml_level_table(Int32(level), 1)?.pointee.limit_fills(&orders)
            }
          }
        }
      }
      return [valid, filled, missing]
    }
  }

  @Test(arguments: levels) func fillsAreThoseOfALoop(_ level: Int) {
    var random = TestRandom(seed: 11)
    for count in Array(0..<140) + [511, 512, 513] {
      let orders = Orders(count, &random)
      let words = orders.words(level)
      let expected: [(Int) -> Bool] = [
        orders.isValid, orders.isFilled, { orders.limit[$0].isNaN },
      ]
      for (found, isSet) in zip(words, expected) {
        for bit in 0..<(64 * found.count) {
          let isFound = found[bit >> 6] >> UInt64(bit & 63) & 1 == 1
          #expect(isFound == (bit < count && isSet(bit)), "bit \(bit) of \(count)")
        }
      }
    }
  }

  /// Counting bits of a stretch and looking for the next one.
  @Test func mapIsReadAsItWasMade() throws {
    let bars = MarketBars(symbols: 1, periods: 300, seed: 3)
    var order = PlainOrder(.long, hold: 1)
    order.limit = bars.predictions(seed: 4).enumerated().map { bars.close[$0] * (1 - $1) }
    let frame = bars.frame()
    let columns = try TicketColumns.compute(
      [order.ticket(on: frame)], on: frame.axis, ColumnEvaluator(threads: 1))
    let market = try Market(frame: frame, prices: .range, needs: .range)
    market.withBars { bars in
      TicketColumns.withViews(columns) { views in
        let rows = 5..<(frame.rowCount - 1)
        let map = FillMap(views[0], rows: rows, bars, Execution())
        let resolver = OrderResolver(
          bars, Execution(), range: 0..<frame.rowCount, isDelisted: false)
        let filled = rows.filter {
          if case .filled = resolver.entry(of: views[0], at: $0) { true } else { false }
        }
        #expect(filled.count > 50 && map.filledCount == filled.count)
        for row in rows {
          #expect(map.nextFilled(from: row) == filled.first { $0 >= row })
          let stretch = (row / 2)..<row
          #expect(map.count(of: map.filled, in: stretch) == filled.count { stretch.contains($0) })
        }
      }
    }
  }

  // MARK: The highest and the lowest

  private func picked(_ values: [Double], _ top: Double, _ bottom: Double, least: Int) -> [Double] {
    let known = values.indices.filter { values[$0].isFinite }
    guard known.count >= least, !known.isEmpty else { return values.map { _ in .nan } }
    func number(_ share: Double, most: Int) -> Int {
      share > 0 ? min(most, max(1, Int(share * Double(known.count) + 1e-9))) : 0
    }
    let tops = number(top, most: known.count)
    let bottoms = number(bottom, most: known.count - tops)
    let falling = known.sorted { (-values[$0], $0) < (-values[$1], $1) }
    let rising = falling.dropFirst(tops).sorted { (values[$0], $0) < (values[$1], $1) }
    var weights = values.map { _ in 0.0 }
    for place in falling.prefix(tops) { weights[place] = 0.5 / Double(tops) }
    for place in rising.prefix(bottoms) { weights[place] = -0.7 / Double(bottoms) }
    return weights
  }

  private func pick(
    _ values: [Double], _ top: Double, _ bottom: Double, least: Int, level: Int
  ) -> [Double] {
    var weights = [Double](repeating: 9, count: values.count)
    let room = values.count + 8
    var scratch = [Double](repeating: 9, count: 2 * room + 1)
    values.withUnsafeBufferPointer { values in
      weights.withUnsafeMutableBufferPointer { weights in
        scratch.withUnsafeMutableBufferPointer { scratch in
          var job = fml_pick_job(
            values: values.baseAddress, weights: weights.baseAddress,
            known: scratch.baseAddress, scratch: scratch.baseAddress.map { $0 + room },
            count: Int64(values.count), least: Int64(least), top: top, bottom: bottom,
            longs: 0.5, shorts: 0.7)
          fml_level_table(Int32(level), 1)?.pointee.pick(&job)
        }
      }
    }
    #expect(scratch.last == 9)
    return weights
  }

  @Test(arguments: levels) func picksAreThoseOfASort(_ level: Int) {
    var random = TestRandom(seed: 12)
    for count in Array(1..<120) + [500, 3000] {
      let kind = count % 4
      var values = Self.numbers(count, &random)
      // All equal, far apart, and without a repetition.
      if kind == 1 { values = values.map { $0.isNaN ? .nan : 2 } }
      if kind == 2 { values = values.map { $0.isFinite ? $0 * 1e307 : $0 } }
      if kind == 3 { values = values.map { $0 + random.uniform() * 1e-3 } }
      let shares = [0, 0.1, 0.2, 0.34, 0.5, 1]
      let top = shares[Int(random.uniform() * 6)]
      let bottom = shares[Int(random.uniform() * 6)]
      let least = random.uniform() < 0.2 ? count : 1
      let found = pick(values, top, bottom, least: least, level: level)
      let expected = picked(values, top, bottom, least: least)
      #expect(
        zip(found, expected).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN },
        "\(count) values, top \(top), bottom \(bottom)")
    }
  }
}
