import Runtime

/// Parts and folds whose extent is a length of time: `test=6mo`, `train=2y val=3mo scheme=rolling`.
extension SplitCommand {
  static func isLength(_ parameter: Parameter, _ call: CommandCall) -> Bool {
    if case .duration? = call.values[parameter.name] { return true }
    return false
  }

  /// Folds that walk forward: a scheme, and lengths of the training and held-out parts.
  static func isWalk(_ call: CommandCall) -> Bool {
    call.has(scheme) && isLength(train, call) && isLength(validation, call)
  }

  /// The labels of parts counted back from the last row: test, before it val, before it train, which
  /// takes all that is left where it has no length.
  static func lengths(
    _ given: [(name: PartName, parameter: Parameter)], _ call: CommandCall, on axis: Axis
  ) throws -> [PartName: ClosedRange<Int64>] {
    let data = try labels(axis, given[0].parameter, call)
    var ranges: [PartName: ClosedRange<Int64>] = [:]
    var end = data.upperBound
    for (name, parameter) in given.reversed() {
      guard isLength(parameter, call) else {
        throw call.failure(
          parameter, "is not a length of time as the others are", hint: "\(parameter.name)=6mo")
      }
      let start = try moved(end, by: call.duration(parameter).negated, parameter, call)
      guard start < end else { throw call.failure(parameter, "must be above 0") }
      guard start >= data.lowerBound else {
        throw call.failure(
          parameter,
          "is longer than the rows that are left, from "
            + "\(DateFormat.label(data.lowerBound, on: axis)) on")
      }
      ranges[name] = start...(end - 1)
      end = start
    }
    if ranges[.train] == nil, ranges[.validation] != nil || ranges[.test] != nil {
      guard end > data.lowerBound else {
        throw call.failure(given[0].parameter, "leaves nothing to train on")
      }
      if !call.has(folds), !isWalk(call) { ranges[.train] = data.lowerBound...(end - 1) }
    }
    return ranges
  }

  /// Folds from the first row on: each holds out the stretch after its training part, and the next
  /// begins where it ends.
  ///
  /// - Parameter validation: The length of what each fold holds out.
  static func windows(
    _ call: CommandCall, _ kind: FoldScheme.Kind, holding validation: Parameter, on axis: Axis
  ) throws -> [FoldScheme.Window] {
    guard kind == .expanding || kind == .rolling else {
      throw call.failure(scheme, "takes a number of folds", hint: "folds=5")
    }
    let data = try labels(axis, train, call)
    let (length, step) = (try call.duration(train), try call.duration(validation))
    var windows: [FoldScheme.Window] = []
    var start = try moved(data.lowerBound, by: length, train, call)
    guard start > data.lowerBound else { throw call.failure(train, "must be above 0") }
    while start < data.upperBound, windows.count <= FoldScheme.mostFolds {
      let end = try moved(start, by: step, validation, call)
      guard end > start else { throw call.failure(validation, "must be above 0") }
      let first =
        kind == .expanding
        ? data.lowerBound : try moved(start, by: length.negated, train, call)
      windows.append(.init(train: first..<start, held: start..<min(end, data.upperBound)))
      start = end
    }
    return windows
  }

  /// From the first label to the end of the last row.
  private static func labels(
    _ axis: Axis, _ parameter: Parameter, _ call: CommandCall
  ) throws -> Range<Int64> {
    guard let first = axis.times.min(), let last = axis.times.max() else {
      throw call.failure(parameter, "is a length of time, and the rows have no times")
    }
    return first..<Nanoseconds.add(last, max(1, axis.frequency))
  }

  private static func moved(
    _ time: Int64, by duration: DurationLiteral, _ parameter: Parameter, _ call: CommandCall
  ) throws -> Int64 {
    do {
      return try DateLiteral(nanoseconds: time, isDay: false).adding(duration).nanoseconds
    } catch let failure as Failure {
      throw call.failure(parameter, "is too long: \(failure.message)")
    }
  }
}
