/// What makes a batch.
public enum Batching: Sendable, Equatable {
  /// So many samples, drawn from all.
  case samples
  /// All samples of one date; dates with fewer than `minimum` are left out.
  case date(minimum: Int)

  var isByDate: Bool { self != .samples }

  /// The samples of each date that has enough of them; nil where a batch is no date.
  func groups(of table: SampleTable, axis: Axis) -> [[Int32]]? {
    guard case .date(let minimum) = self else { return nil }
    let all = DateGroups(table, axis: axis).groups
    let kept = all.filter { $0.count >= minimum }
    return kept.isEmpty ? all : kept
  }
}
