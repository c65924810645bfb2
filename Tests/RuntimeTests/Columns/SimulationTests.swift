import Foundation
import Testing

@testable import Runtime

@Suite struct SimulationTests {
  static func frame(
    _ process: Simulation.Process, _ set: (inout Simulation) -> Void = { _ in }
  ) throws -> Frame {
    var simulation = Simulation()
    simulation.process = process
    simulation.rows = 20_000
    set(&simulation)
    return try simulation.frame()
  }

  static func returns(_ frame: Frame, _ rows: Range<Int>? = nil) throws -> [Double] {
    let close = try frame.field("close").column.values[rows ?? 0..<frame.rowCount]
    return zip(close.dropFirst(), close).map { log($0 / $1) }
  }

  static func correlation(_ a: [Double], _ b: [Double]) -> Double {
    let n = Double(a.count)
    let (ma, mb) = (a.reduce(0, +) / n, b.reduce(0, +) / n)
    let (da, db) = (a.map { $0 - ma }, b.map { $0 - mb })
    func dot(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
    return dot(da, db) / (dot(da, da) * dot(db, db)).squareRoot()
  }

  @Test func aWalkHasItsVolatilityAndNoMemory() throws {
    let returns = try Self.returns(Self.frame(.walk) { $0.drift = 0.001 })
    let statistics = Statistics(returns)
    #expect(abs(statistics.std - 0.01) < 0.0002)
    #expect(abs(statistics.mean - 0.001) < 0.0003)
    #expect(abs(statistics.skew) < 0.08)
    #expect(abs(Self.correlation(Array(returns.dropFirst()), Array(returns.dropLast()))) < 0.03)
  }

  @Test func barsHoldTogether() throws {
    let frame = try Self.frame(.walk) { $0.rows = 2000 }
    let audit = try BarAudit(frame)
    #expect(audit.badBars.isEmpty && audit.duplicates.isEmpty && audit.outliers.isEmpty)
    let (open, close) = (try frame.field("open"), try frame.field("close"))
    #expect(Array(open.column.values.dropFirst()) == Array(close.column.values.dropLast()))
    // Lows of a path reach below both ends most of the time, by a share of the bar's volatility.
    let low = try frame.field("low").column.values
    let below = zip(low, zip(open.column.values, close.column.values)).map {
      log(min($1.0, $1.1) / $0)
    }
    let mean = below.reduce(0, +) / 2000
    #expect(mean > 0.002 && mean < 0.006)
    #expect(frame.hasTrueRange)
  }

  @Test func aPlantedEdgeIsThere() throws {
    let frame = try Self.frame(.edge) { $0.informationCoefficient = 0.2 }
    let signal = try frame.field("signal").column.values
    let returns = try Self.returns(frame)
    #expect(abs(Self.correlation(Array(signal.dropLast()), returns) - 0.2) < 0.02)
    // The signal says nothing of its own bar.
    #expect(abs(Self.correlation(Array(signal.dropFirst()), returns)) < 0.03)
  }

  @Test func aPlantedCrossSectionalSignal() throws {
    let frame = try Self.frame(.cross) {
      ($0.symbols, $0.rows, $0.informationCoefficient) = (30, 2000, 0.1)
    }
    #expect(frame.axis.segments.count == 30)
    let signal = try frame.field("signal").column.values
    let parts = try frame.axis.segments.map { try Self.returns(frame, $0.rows) }
    let market = (0..<1999).map { day in parts.reduce(0) { $0 + $1[day] } / 30 }
    let own = parts.map { zip($0, market).map { $0 - $1 } }
    let signals = frame.axis.segments.map { Array(signal[$0.rows].dropLast()) }
    let found = Self.correlation(Array(signals.joined()), Array(own.joined()))
    #expect(abs(found - 0.1) < 0.015)
    #expect(abs(Self.correlation(parts[0], parts[1]) - 0.3) < 0.08)
  }

  @Test func garchClusters() throws {
    let frame = try Self.frame(.garch)
    let returns = try Self.returns(frame)
    let variance = try frame.field("variance").column.values
    let squares = returns.map { $0 * $0 }
    #expect(Self.correlation(squares, Array(variance.dropFirst())) > 0.1)
    #expect(abs(Statistics(returns).std - 0.01) < 0.001)
    // The recursion, from the columns alone.
    for row in 1..<500 {
      let level = 1e-4 * (1 - 0.95)
      let expected = level + 0.1 * squares[row - 1] + 0.85 * variance[row]
      #expect(abs(variance[row + 1] - expected) < 1e-12)
    }
  }

  @Test func equalSeedsGiveEqualPrices() throws {
    let closes = try [1, 1, 2].map { seed in
      try Self.frame(.walk) { ($0.rows, $0.seed) = (50, UInt64(seed)) }.field("close").column.values
    }
    #expect(closes[0] == closes[1])
    #expect(closes[0] != closes[2])
    // A longer simulation begins with the shorter one.
    let longer = try Self.frame(.walk) { ($0.rows, $0.seed) = (80, 1) }
    #expect(try Array(longer.field("close").column.values.prefix(50)) == closes[0])
  }

  @Test func refusals() throws {
    #expect(throws: Failure.self) { try Self.frame(.garch) { $0.beta = 0.95 } }
    #expect(throws: Failure.self) { try Self.frame(.walk) { $0.rows = .max } }
    #expect(throws: Failure.self) { try Self.frame(.cross) }
    #expect(throws: Failure.self) {
      try Self.frame(.walk) { ($0.rows, $0.frequency) = (1000, .max / 100) }
    }
  }
}
