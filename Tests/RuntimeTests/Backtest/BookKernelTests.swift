import CKernels
import Testing

@testable import Runtime

/// The kernels of a period of a book of weights against plain loops, on every CPU level this machine
/// has.
@Suite struct BookKernelTests {
  static let levels = (0..<Int(fml_level_count())).map { $0 }

  /// A period of a book, as columns by symbol.
  private struct State {
    var target: [Double]
    var price: [Double]
    var close: [Double]
    var units: [Double]
    var mark: [Double]
    var numbers = fml_book()

    init(_ count: Int, _ random: inout TestRandom) {
      var draw = random
      func column(_ missing: Double, _ make: () -> Double) -> [Double] {
        (0..<count).map { _ in draw.uniform() < missing ? .nan : make() }
      }
      var next = TestRandom(seed: random.next())
      target = column(0.2) { next.normal() / 5 }
      price = column(0.1) { 20 + 100 * next.uniform() }
      close = column(0.1) { 20 + 100 * next.uniform() }
      mark = column(0.1) { 20 + 100 * next.uniform() }
      units = column(0) { next.uniform() < 0.3 ? 0 : 10 * next.normal() }
      // Nothing is held of what has never had a price.
      for symbol in 0..<count where mark[symbol].isNaN { units[symbol] = 0 }
      numbers.symbols = Int64(count)
      (numbers.point, numbers.scale) = (count % 3 == 0 ? 5 : 1, 0.5 + next.uniform())
      numbers.equity = 1000
      numbers.lot = count % 4 == 1 ? 0.5 : 0
      numbers.band = count % 5 == 1 ? 0.02 : 0
      random = draw
    }

    /// Lets a kernel work on it.
    mutating func run(_ kernel: fml_book_step?) {
      let (wanted, prices, closes) = (target, price, close)
      withBuffers([wanted, prices, closes]) { columns in
        units.withUnsafeMutableBufferPointer { units in
          mark.withUnsafeMutableBufferPointer { mark in
            numbers.target = columns[0].baseAddress
            numbers.price = columns[1].baseAddress
            numbers.close = columns[2].baseAddress
            (numbers.units, numbers.mark) = (units.baseAddress, mark.baseAddress)
            kernel?(&numbers)
          }
        }
      }
    }
  }

  private func isNear(_ a: Double, _ b: Double, _ scale: Double) -> Bool {
    abs(a - b) <= 1e-12 * max(1, scale)
  }

  private func areSame(_ a: [Double], _ b: [Double]) -> Bool {
    zip(a, b).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
  }

  private func table(_ level: Int) throws -> fml_table {
    try #require(fml_level_table(Int32(level), 1)).pointee
  }

  @Test(arguments: levels) func positionsMoveToThePricesOfTrading(_ level: Int) throws {
    var random = TestRandom(seed: 21)
    for count in 1..<60 {
      let before = State(count, &random)
      var after = before
      after.run(try table(level).book_move)
      var (long, short, wanted, kept, gross) = (0.0, 0.0, 0.0, 0.0, 0.0)
      var marks = before.mark
      for symbol in 0..<count {
        let (price, units) = (before.price[symbol], before.units[symbol])
        let isTraded = !price.isNaN
        if isTraded, units != 0 {
          let gain = units * (price - before.mark[symbol]) * before.numbers.point
          if units > 0 { long += gain } else { short += gain }
          gross += abs(gain)
        }
        if isTraded { marks[symbol] = price }
        if isTraded, !before.target[symbol].isNaN {
          wanted += abs(before.target[symbol])
        } else if units != 0 {
          kept += abs(units * marks[symbol]) * before.numbers.point
        }
      }
      #expect(isNear(after.numbers.long_gain, long, gross), "\(count)")
      #expect(isNear(after.numbers.short_gain, short, gross), "\(count)")
      #expect(isNear(after.numbers.wanted, wanted, wanted), "\(count)")
      #expect(isNear(after.numbers.kept, kept, kept), "\(count)")
      #expect(areSame(after.mark, marks) && areSame(after.units, before.units), "\(count)")
    }
  }

  @Test(arguments: levels) func tradesGoToTheTargets(_ level: Int) throws {
    var random = TestRandom(seed: 22)
    for count in 1..<60 {
      let before = State(count, &random)
      let numbers = before.numbers
      var after = before
      after.run(try table(level).book_trade)
      var (values, counts) = ([0.0, 0.0], [0.0, 0.0])
      for symbol in 0..<count {
        let (price, held) = (before.price[symbol], before.units[symbol])
        var goal = held
        if !price.isNaN, !before.target[symbol].isNaN {
          let weight = before.target[symbol] * numbers.scale
          goal = weight * numbers.equity / (price * numbers.point)
          if numbers.lot > 0 {
            goal = (goal / numbers.lot * (1 + 1e-12)).rounded(.towardZero) * numbers.lot
          }
          let size = abs(goal - held) * price * numbers.point
          if size < numbers.band * numbers.equity, goal != 0 { goal = held }
        }
        #expect(isNear(after.units[symbol], goal, abs(goal)), "\(symbol) of \(count)")
        guard goal != held else { continue }
        // Step by step through zero where the position turns.
        let steps: [(Double, Double)] = held * goal < 0 ? [(held, 0), (0, goal)] : [(held, goal)]
        for (from, to) in steps {
          let side = (abs(to) < abs(from) ? from : to) < 0 ? 1 : 0
          values[side] += abs(to - from) * price * numbers.point
          counts[side] += abs(to - from)
        }
      }
      let (found, units) = (after.numbers.traded_value, after.numbers.traded_units)
      #expect(isNear(found.0, values[0], values[0]) && isNear(found.1, values[1], values[1]))
      #expect(isNear(units.0, counts[0], counts[0]) && isNear(units.1, counts[1], counts[1]))
      #expect(areSame(after.mark, before.mark))
    }
  }

  @Test(arguments: levels) func positionsMoveOnToTheCloses(_ level: Int) throws {
    var random = TestRandom(seed: 23)
    for count in 1..<60 {
      let before = State(count, &random)
      var after = before
      after.run(try table(level).book_close)
      var (gains, values, gross) = ([0.0, 0.0], [0.0, 0.0], 0.0)
      var marks = before.mark
      for symbol in 0..<count {
        let units = before.units[symbol]
        if !before.close[symbol].isNaN { marks[symbol] = before.close[symbol] }
        guard units != 0 else { continue }
        let side = units < 0 ? 1 : 0
        gains[side] += units * (marks[symbol] - before.mark[symbol]) * before.numbers.point
        values[side] += units * marks[symbol] * before.numbers.point
        gross += abs(units * marks[symbol]) * before.numbers.point
      }
      #expect(isNear(after.numbers.long_gain, gains[0], gross), "\(count)")
      #expect(isNear(after.numbers.short_gain, gains[1], gross), "\(count)")
      #expect(isNear(after.numbers.long_value, values[0], gross), "\(count)")
      #expect(isNear(after.numbers.short_value, values[1], gross), "\(count)")
      #expect(areSame(after.mark, marks) && areSame(after.units, before.units), "\(count)")
    }
  }

  /// Nothing is added in another order on another level.
  @Test func levelsHaveTheSameBits() throws {
    var random = TestRandom(seed: 24)
    for count in 1..<60 {
      let state = State(count, &random)
      let results = try Self.levels.map { level in
        var own = state
        let table = try table(level)
        for kernel in [table.book_move, table.book_trade, table.book_close] { own.run(kernel) }
        let numbers = own.numbers
        return own.units + own.mark
          + [numbers.long_gain, numbers.short_gain, numbers.long_value, numbers.short_value]
          + [numbers.traded_value.0, numbers.traded_value.1]
      }
      for other in results { #expect(areSame(results[0], other), "\(count)") }
    }
  }
}
