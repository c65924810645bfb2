import Testing

@testable import Plot

struct DecimationTests {
  private let x = (0..<100_000).map(Double.init)

  private func kept(_ y: [Double], columns: Int = 50) -> [Int?] {
    Decimation.rows(x: x, y: y, from: 0, to: 100_000, columns: columns)
  }

  @Test func spikesStayAndFewRowsAreLeft() {
    var y = [Double](repeating: 1, count: x.count)
    y[12_345] = 50
    y[76_543] = -50
    let rows = kept(y)
    #expect(rows.contains(12_345))
    #expect(rows.contains(76_543))
    #expect(rows.count <= 6 * 51)
  }

  @Test func rowsStayInOrderWithFirstAndLast() {
    let y = x.map { ($0 * 7919).truncatingRemainder(dividingBy: 101) }
    let rows = kept(y).compactMap { $0 }
    #expect(rows == rows.sorted())
    #expect(rows.first == 0)
    #expect(rows.last == 99_999)
  }

  @Test func everyColumnKeepsItsExtremes() {
    let y = x.map { ($0 * 7919).truncatingRemainder(dividingBy: 1009) }
    let rows = kept(y, columns: 100).compactMap { $0 }
    for column in stride(from: 0, to: 100, by: 17) {
      let all = y[(column * 1_000)..<((column + 1) * 1_000)]
      let some = rows.filter { $0 / 1_000 == column }.map { y[$0] }
      #expect(some.min() == all.min())
      #expect(some.max() == all.max())
    }
  }

  @Test func aGapBreaksTheLineOnlyWhereItCanBeSeen() {
    var y = x
    y[500] = .nan
    #expect(!kept(y).contains(nil))
    for row in 30_000..<34_000 { y[row] = .nan }
    #expect(kept(y).count { $0 == nil } == 1)
  }

  @Test func shortLinesKeepEveryRowAndEveryGap() {
    let y = [1, .nan, 3, 4, .infinity, 6]
    let rows = Decimation.rows(
      x: [0, 1, 2, 3, 4, 5], y: y, from: 0, to: 5, columns: 100)
    #expect(rows == [0, 0, nil, 2, 3, nil, 5, 5])
  }

  @Test func bothEdgesOfABandKeepTheirExtremes() {
    let y = [Double](repeating: 2, count: x.count)
    var base = [Double](repeating: 1, count: x.count)
    base[40_001] = -9
    let rows = Decimation.rows(
      x: x, y: y, base: base, from: 0, to: 100_000, columns: 50)
    #expect(rows.contains(40_001))
  }

  @Test func nothingButGapsLeavesNothing() {
    let y = [Double](repeating: .nan, count: 1000)
    #expect(
      Decimation.rows(x: Array(x.prefix(1000)), y: y, from: 0, to: 999, columns: 10).isEmpty)
  }

  @Test func pointsOnOnePixelAreDrawnOnce() {
    let scale = Scale(from: 0, to: 1, border: 0)
    let rows = Decimation.points(
      x: [0.11, 0.12, 0.9, .nan], y: [0.5, 0.51, 0.5, 0.5], xScale: scale, yScale: scale,
      columns: 10, rows: 10)
    #expect(rows == [0, 2])
  }
}
