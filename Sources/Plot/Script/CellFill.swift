/// The character cells that a filled shape covers in a text chart.
///
/// gnuplot's text terminal fills everything with one character, so fills are drawn as points.
struct CellFill {
  private let x: Scale
  private let y: Scale
  private let columns: Int
  private let rows: Int
  /// The lowest and highest covered share of the height per column.
  private var covered: [ClosedRange<Double>?]

  init(_ series: Chart.Series, x: Scale, y: Scale, columns: Int, rows: Int) {
    self.x = x
    self.y = y
    self.columns = max(columns, 2)
    self.rows = max(rows, 2)
    covered = Array(repeating: nil, count: self.columns)
    let places = series.x.values.map(x.share)
    switch series.shape {
    case .bars: addBars(series, places)
    case .area(let level): addSpans(places, series.y, series.y.map { _ in level })
    case .band: addSpans(places, series.y, series.base)
    case .intervals: addIntervals(series, places)
    case .line, .steps, .points, .horizontalBars, .cells: break
    }
  }

  /// Positions and values of the covered cells, one after the other, in the axes' units.
  var points: [Double] {
    var points: [Double] = []
    for column in 1..<columns {
      guard let span = covered[column] else { continue }
      for row in 1..<rows {
        let share = Double(row) / Double(rows - 1)
        guard span.contains(share) else { continue }
        points += [x.value(atShare: Double(column) / Double(columns - 1)), y.value(atShare: share)]
      }
    }
    return points
  }

  /// A bar covers the columns whose middles it covers, at least the nearest one.
  private mutating func addBars(_ series: Chart.Series, _ places: [Double]) {
    let half = series.halfBarWidth / (x.upper - x.lower)
    for (place, value) in zip(places, series.y) where value.isFinite && value != 0 {
      let first = column(place - half, rounding: .up)
      let last = column(place + half, rounding: .down)
      let nearest = column(place, rounding: .toNearestOrAwayFromZero)
      for column in min(first, nearest)...max(last, nearest) {
        cover(column, y.share(0), y.share(value))
      }
    }
  }

  /// An interval covers the column nearest to its position.
  private mutating func addIntervals(_ series: Chart.Series, _ places: [Double]) {
    for (row, place) in places.enumerated() where series.base.indices.contains(row) {
      guard place.isFinite else { continue }
      let nearest = column(place, rounding: .toNearestOrAwayFromZero)
      cover(nearest, y.share(series.base[row]), y.share(series.y[row]))
    }
  }

  /// The area between two edges, straight from row to row.
  private mutating func addSpans(_ places: [Double], _ edge: [Double], _ base: [Double]) {
    for row in places.indices.dropLast() where base.indices.contains(row + 1) {
      let ends = [places[row], places[row + 1], edge[row], edge[row + 1], base[row], base[row + 1]]
      guard ends.allSatisfy(\.isFinite), places[row + 1] >= places[row] else { continue }
      let first = column(places[row], rounding: .toNearestOrAwayFromZero)
      let last = column(places[row + 1], rounding: .toNearestOrAwayFromZero)
      for column in min(first, last)...max(first, last) {
        let width = places[row + 1] - places[row]
        let here = Double(column) / Double(columns - 1) - places[row]
        let way = width > 0 ? min(max(here / width, 0), 1) : 0
        let upper = edge[row] + way * (edge[row + 1] - edge[row])
        let lower = base[row] + way * (base[row + 1] - base[row])
        cover(column, y.share(lower), y.share(upper))
      }
    }
  }

  private func column(_ share: Double, rounding: FloatingPointRoundingRule) -> Int {
    let place = (share * Double(columns - 1)).rounded(rounding)
    return Int(exactly: min(max(place, 0), Double(columns - 1))) ?? 0
  }

  private mutating func cover(_ column: Int, _ one: Double, _ other: Double) {
    guard covered.indices.contains(column), one.isFinite, other.isFinite else { return }
    let range = min(one, other)...max(one, other)
    guard let known = covered[column] else {
      covered[column] = range
      return
    }
    covered[column] =
      min(known.lowerBound, range.lowerBound)...max(known.upperBound, range.upperBound)
  }
}
