/// A tensor seen as `[outer, count, inner]` around one axis.
enum AxisSplit {
  /// With no axis, all of it is the axis.
  static func sizes(_ dimensions: [Int], axis: Int?) -> (outer: Int, count: Int, inner: Int) {
    guard let axis else { return (1, dimensions.reduce(1, *), 1) }
    return (
      dimensions[..<axis].reduce(1, *), dimensions[axis], dimensions[(axis + 1)...].reduce(1, *)
    )
  }
}
