import CKernels

/// The smallest value of a run of rows.
struct MinAggregate: WindowAggregate {
  var count = 0.0
  var value = Double.infinity

  init() {}

  init(_ x: Double, _ y: Double) {
    if x == x { (count, value) = (1, x) }
  }

  static let kernel: WindowKernel? = WindowKernel(FML_WINDOW_MIN, parts: 1)

  func followed(by newer: MinAggregate) -> MinAggregate {
    var result = self
    result.count += newer.count
    result.value = newer.value < value ? newer.value : value
    return result
  }
}

/// The largest value of a run of rows.
struct MaxAggregate: WindowAggregate {
  var count = 0.0
  var value = -Double.infinity

  init() {}

  init(_ x: Double, _ y: Double) {
    if x == x { (count, value) = (1, x) }
  }

  static let kernel: WindowKernel? = WindowKernel(FML_WINDOW_MAX, parts: 1)

  func followed(by newer: MaxAggregate) -> MaxAggregate {
    var result = self
    result.count += newer.count
    result.value = newer.value > value ? newer.value : value
    return result
  }
}
