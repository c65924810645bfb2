/// The minimum of a smooth function of a few variables, without its gradient.
///
/// - Source: Nelder and Mead (1965), "A simplex method for function minimization".
enum Simplex {
  struct Point {
    var at: [Double]
    var value: Double
  }

  /// - Parameters:
  ///   - size: How far the first points lie from the start.
  ///   - function: May give infinity where it has no value.
  /// - Throws: `Interrupted`.
  static func minimum(
    from start: [Double], size: Double, steps: Int = 600, _ function: ([Double]) -> Double
  ) throws -> Point {
    var points = [Point(at: start, value: function(start))]
    for axis in start.indices {
      var at = start
      at[axis] += size
      points.append(Point(at: at, value: function(at)))
    }
    for _ in 0..<steps {
      try Interrupt.check()
      points.sort { $0.value < $1.value }
      let (best, worst) = (points[0], points[points.count - 1])
      if worst.value - best.value <= 1e-12 * (1 + abs(best.value)) { break }
      step(&points, function)
    }
    return points.min { $0.value < $1.value } ?? points[0]
  }

  private static func step(_ points: inout [Point], _ function: ([Double]) -> Double) {
    let last = points.count - 1
    let worst = points[last]
    let center = worst.at.indices.map { axis in
      points.dropLast().reduce(0) { $0 + $1.at[axis] } / Double(last)
    }
    func moved(_ factor: Double) -> Point {
      let at = zip(center, worst.at).map { $0 + factor * ($0 - $1) }
      return Point(at: at, value: function(at))
    }
    let reflected = moved(1)
    if reflected.value < points[0].value {
      let expanded = moved(2)
      points[last] = expanded.value < reflected.value ? expanded : reflected
    } else if reflected.value < points[last - 1].value {
      points[last] = reflected
    } else {
      let inner = reflected.value < worst.value ? moved(0.5) : moved(-0.5)
      if inner.value < min(worst.value, reflected.value) {
        points[last] = inner
      } else {
        let best = points[0]
        for index in points.indices.dropFirst() {
          let at = zip(best.at, points[index].at).map { ($0 + $1) / 2 }
          points[index] = Point(at: at, value: function(at))
        }
      }
    }
  }
}
