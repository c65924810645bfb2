extension OperatorCall {
  /// An order statistic over a window, or `sample` over all rows.
  func ordered(_ statistic: OrderStatistic, name: String, sample: any WholeSampleOperation) throws
    -> OperatorResult
  {
    try refuseBatch(name)
    let x = try selected(column("x"))
    guard has("n") else {
      try refuseKey()
      return .series(try Expression(sample, [x], origin: origin))
    }
    let window = try window("n")
    let operation = RollingOrder(
      statistic: statistic, window: window, minimum: try minimum(of: window))
    return .series(try windowed(operation, [x]))
  }

  /// Bars since the extreme of a window.
  func age(of extremum: Extremum) throws -> OperatorResult {
    let x = try selected(column("x"))
    let window = try window("n")
    let operation = ExtremumAge(
      extremum: extremum, window: window, minimum: try minimum(of: window))
    return .series(try Expression(operation, [x], origin: origin))
  }

  /// `q=`, a fraction in [0, 1].
  func fraction(_ name: String) throws -> Double {
    let q = try number(name)
    guard (0...1).contains(q) else {
      throw Failure(
        "'\(name)' must be a fraction from 0 to 1, not \(q)", culprit: .parameter(name))
    }
    return q
  }
}
