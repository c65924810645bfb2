import CKernels
import Testing

@testable import Runtime

/// Tiles of bars by period against a plain search, on every CPU level this machine has.
@Suite struct GatherKernelTests {
  static let levels = (0..<Int(fml_level_count())).map { $0 }

  /// The rows of some parts: of each row its period.
  private struct Rows {
    var parts: [Range<Int>] = []
    var periods: [Int32] = []

    init(symbols: Int, periods count: Int, share: Double, _ random: inout TestRandom) {
      for _ in 0..<symbols {
        let first = periods.count
        for period in 0..<count where random.uniform() < share {
          periods.append(Int32(clamping: period))
        }
        parts.append(first..<periods.count)
      }
    }

    /// Every row a period.
    init(single count: Int) {
      (parts, periods) = ([0..<count], (0..<count).map { Int32(clamping: $0) })
    }
  }

  @Test(arguments: levels, [1, 2, 7, 20]) func tilesAreThoseOfASearch(
    _ level: Int, _ symbols: Int
  ) throws {
    var random = TestRandom(seed: 31)
    for (lag, share) in [(0, 0.8), (1, 0.995), (2, 1), (0, 0.995)] {
      let rows =
        symbols == 1
        ? Rows(single: 45) : Rows(symbols: symbols, periods: 45, share: share, &random)
      let count = rows.periods.count
      let columns = (0..<3).map { _ in FillKernelTests.numbers(count, &random) }
      let volume = lag == 1 ? nil : (0..<count).map { [1, 0, .nan][$0 % 3] }
      try check(rows, columns, volume, lag: lag, level: level)
    }
  }

  private func check(
    _ rows: Rows, _ columns: [[Double]], _ volume: [Double]?, lag: Int, level: Int
  ) throws {
    let kernel = try #require(fml_level_table(Int32(level), 1)).pointee.gather_bars
    let symbols = rows.parts.count
    var next = rows.parts.map { Int64($0.lowerBound) }
    let firsts = next
    let ends = rows.parts.map { Int64($0.upperBound) }
    for from in stride(from: 0, to: 45, by: 16) {
      let periods = min(16, 45 - from)
      var cells = [Double](repeating: 9, count: 3 * symbols * periods)
      withBuffers(columns + [volume ?? []]) { views in
        next.withUnsafeMutableBufferPointer { next in
          cells.withUnsafeMutableBufferPointer { cells in
            firsts.withUnsafeBufferPointer { firsts in
              ends.withUnsafeBufferPointer { ends in
                rows.periods.withUnsafeBufferPointer { table in
                  let base = cells.baseAddress
                  var tile = fml_bar_tile(
                    targets: views[0].baseAddress, prices: views[1].baseAddress,
                    closes: views[2].baseAddress,
                    volumes: volume == nil ? nil : views[3].baseAddress,
                    period_of_row: symbols == 1 ? nil : table.baseAddress, rows: next.baseAddress,
                    firsts: firsts.baseAddress, ends: ends.baseAddress, symbols: Int64(symbols),
                    from: Int64(from), periods: Int64(periods), lag: Int64(lag), target: base,
                    price: base.map { $0 + symbols * periods },
                    close: base.map { $0 + 2 * symbols * periods })
                  kernel?(&tile)
                }
              }
            }
          }
        }
      }
      for period in 0..<periods {
        for symbol in 0..<symbols {
          let expected = bar(rows, columns, volume, symbol, from + period, lag)
          for (place, value) in expected.enumerated() {
            let found = cells[(place * periods + period) * symbols + symbol]
            #expect(found == value || found.isNaN && value.isNaN, "\(symbol) at \(from + period)")
          }
        }
      }
    }
  }

  @Test(arguments: levels) func tilesOfAGridGoThereAndBack(_ level: Int) throws {
    let table = try #require(fml_level_table(Int32(level), 1)).pointee
    for (symbols, times) in [(1, 1), (3, 20), (8, 8), (17, 30), (24, 16)] {
      var column = (0..<(symbols * times)).map { Double($0) + 0.5 }
      var cells = [Double](repeating: -1, count: symbols * times)
      var copy = [Double](repeating: -1, count: column.count)
      // Symbols in another order than their rows.
      let rows = (0..<symbols).map { Int64(($0 * 7 + 1) % symbols * times) }
      for from in stride(from: 0, to: times, by: 11) {
        let length = min(11, times - from)
        column.withUnsafeMutableBufferPointer { column in
          cells.withUnsafeMutableBufferPointer { cells in
            copy.withUnsafeMutableBufferPointer { copy in
              rows.withUnsafeBufferPointer { rows in
                var job = fml_grid_tile(
                  column: column.baseAddress, cells: cells.baseAddress, rows: rows.baseAddress,
                  symbols: Int64(symbols), from: Int64(from), times: Int64(length))
                table.gather_tile(&job)
                job.column = copy.baseAddress
                table.scatter_tile(&job)
              }
            }
          }
        }
        for time in 0..<length {
          for symbol in 0..<symbols {
            #expect(cells[time * symbols + symbol] == column[Int(rows[symbol]) + from + time])
          }
        }
      }
      // 7 and the numbers of symbols have no common factor, so every row has been there.
      #expect(copy == column)
    }
  }

  /// Target, price of trading and close of a symbol in a period.
  private func bar(
    _ rows: Rows, _ columns: [[Double]], _ volume: [Double]?, _ symbol: Int, _ period: Int,
    _ lag: Int
  ) -> [Double] {
    let part = rows.parts[symbol]
    guard let row = part.first(where: { Int(rows.periods[$0]) == period }) else {
      return [.nan, .nan, .nan]
    }
    func price(_ value: Double) -> Double { value > 0 && value.isFinite ? value : .nan }
    let isTrading = volume.map { $0[row] != 0 } ?? true
    return [
      row - lag >= part.lowerBound ? columns[0][row - lag] : .nan,
      isTrading ? price(columns[1][row]) : .nan, price(columns[2][row]),
    ]
  }
}
