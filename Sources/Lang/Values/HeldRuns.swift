import Runtime

/// A value that stands for one or more trainings whose mean is meant: an ensemble.
protocol RunHolder: ObjectValue {
  var heldRuns: [RunValue] { get }
}

extension RunValue: RunHolder {
  var heldRuns: [RunValue] { [self] }
}

/// A value that is a series where one is wanted: the predictions of a walk.
protocol SeriesHolder: ObjectValue {
  var series: SeriesValue { get }
}

extension Value {
  /// The trainings of a run, an ensemble or a list of runs; nil for anything else.
  var heldRuns: [RunValue]? {
    switch self {
    case .object(let object): return (object as? any RunHolder)?.heldRuns
    case .list(let items) where !items.isEmpty:
      var runs: [RunValue] = []
      for item in items {
        guard case .object(let object) = item, let holder = object as? any RunHolder else {
          return nil
        }
        runs += holder.heldRuns
      }
      return runs
    default: return nil
    }
  }
}
