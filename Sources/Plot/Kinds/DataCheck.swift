/// Checks that every chart kind makes before it draws.
enum DataCheck {
  /// Throws unless the columns are as long as the positions.
  static func sameLength(
    _ name: String, _ values: [Double], as positions: Int
  ) throws(PlotError) {
    guard values.count == positions else {
      throw .unequalLengths(name: name, values: values.count, positions: positions)
    }
  }

  /// Throws unless there is a row, and a value that is not missing.
  static func something(_ name: String, _ values: [Double]) throws(PlotError) {
    guard !values.isEmpty else { throw .noRows(name) }
    guard values.contains(where: \.isFinite) else { throw .allMissing(name) }
  }
}

extension PlotError {
  fileprivate static func unequalLengths(
    name: String, values: Int, positions: Int
  ) -> PlotError {
    PlotError("'\(name)' has \(values) values for \(positions) positions")
  }

  fileprivate static func noRows(_ name: String) -> PlotError {
    PlotError("nothing to plot: '\(name)' has no rows")
  }

  fileprivate static func allMissing(_ name: String) -> PlotError {
    PlotError("nothing to plot: every value of '\(name)' is missing")
  }
}
