/// Which values the colours of a matrix run through.
struct CellRange: Equatable {
  let range: ClosedRange<Double>
  let colors: Chart.Cells.Colors

  /// Around zero where both signs occur, else from the least to the largest value.
  ///
  /// - Edge cases: equal values lie in the middle of a range of their own size.
  init(_ values: [Double]) {
    let finite = values.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
    if low < 0, high > 0 {
      let largest = max(-low, high)
      (range, colors) = (-largest...largest, .diverging)
      return
    }
    colors = .sequential
    let edge = low == high ? max(low.magnitude * 0.5, 1e-12) : 0
    range = (low - edge)...(high + edge)
  }
}
