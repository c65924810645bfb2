/// The rows of a series that are drawn, in the forms that gnuplot's styles read.
struct SeriesRows {
  let series: Chart.Series
  let scale: Scale
  let x: [Double]
  let layout: Layout
  let columns: Int

  init(_ series: Chart.Series, scale: Scale, layout: Layout, columns: Int) {
    self.series = series
    self.scale = scale
    x = series.x.values
    self.layout = layout
    self.columns = columns
  }

  func line(_ axes: String, _ style: String) -> PlotElement {
    PlotElement(
      using: "using 1:2\(axes)", style: style, columns: 2, rows: rows { [x[$0], series.y[$0]] })
  }

  func filled(_ axes: String, _ style: String) -> PlotElement {
    PlotElement(
      using: "using 1:2:3\(axes)", style: style, columns: 3,
      rows: rows { [x[$0], series.y[$0], base(at: $0)] })
  }

  func bars(_ axes: String, _ style: String) -> PlotElement {
    // Thinner ones leave a pattern of gaps.
    let pixel = 1.2 * (layout.x.upper - layout.x.lower) / Double(max(columns, 1))
    let width = max(series.barWidth, pixel)
    return PlotElement(
      using: "using 1:2:3\(axes)", style: style, columns: 3,
      rows: rows { [x[$0], series.y[$0], width] })
  }

  /// Beginnings and lengths of upright strokes.
  func intervals(_ axes: String, _ style: String) -> PlotElement {
    let kept = series.y.indices.filter {
      x[$0].isFinite && series.y[$0].isFinite && base(at: $0).isFinite
    }
    return PlotElement(
      using: "using 1:2:(0):3\(axes)", style: style, columns: 3,
      rows: kept.flatMap { [x[$0], base(at: $0), series.y[$0] - base(at: $0)] })
  }

  func points(_ axes: String, _ style: String, _ pixelRows: Int) -> PlotElement {
    let kept = Decimation.points(
      x: x, y: series.y, xScale: layout.x, yScale: scale, columns: columns, rows: pixelRows)
    return PlotElement(
      using: "using 1:2\(axes)", style: style, columns: 2,
      rows: kept.flatMap { [x[$0], series.y[$0]] })
  }

  private func base(at row: Int) -> Double {
    if case .area(let level) = series.shape { return level }
    return series.base.indices.contains(row) ? series.base[row] : .nan
  }

  /// The values of the kept rows; a gap is a row of NaN.
  private func rows(_ values: (Int) -> [Double]) -> [Double] {
    let isLogarithmic = scale.isLogarithmic
    let y = isLogarithmic ? series.y.map { $0 > 0 ? $0 : .nan } : series.y
    let kept = Decimation.rows(
      x: x, y: y, base: series.shape == .band ? series.base : [], from: layout.x.lower,
      to: layout.x.upper, columns: columns)
    let gap = [Double](repeating: .nan, count: kept.isEmpty ? 2 : values(0).count)
    return kept.flatMap { $0.map(values) ?? gap }
  }
}
