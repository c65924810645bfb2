extension Dataset {
  /// Some times of the dataset, with all symbols that have a row at them; features and labels stay what
  /// they were.
  ///
  /// - Throws: `Failure` for a choice of symbols, and when a part is left without rows.
  /// - Complexity: O(rows log rows).
  public func sampled(_ choice: RowSample.Choice, seed: UInt64) throws -> Dataset {
    let clock = Split.clock(of: axis, isDated: true)
    let rows = parts.flatMap(\.rows)
    let times = Set(rows.map { clock[Int($0)] }).sorted()
    let places = try RowSample(choice, seed: seed).places(of: times.count)
    let chosen = Set(places.map { times[$0] })
    let fewer = try parts.map { part in
      let kept = part.rows.filter { chosen.contains(clock[Int($0)]) }
      guard !kept.isEmpty else { throw Self.isEmpty(part.name) }
      return part.keeping(kept, on: axis)
    }
    let note =
      "sampled: \(NumberFormat.count(chosen.count)) of \(NumberFormat.count(times.count)) times"
    return Dataset(self, parts: fewer, note: note)
  }

  private static func isEmpty(_ part: PartName) -> Failure {
    Failure("so few samples leave none in part '\(part.rawValue)'")
  }
}

extension DatasetPart {
  /// The part with some of its rows.
  fileprivate func keeping(_ rows: [Int32], on axis: Axis) -> DatasetPart {
    let labels = axis.hasTime ? rows.map { axis.times[Int($0)] } : []
    let (first, last) = (labels.min(), labels.max())
    return DatasetPart(
      name: name, spans: spans, rows: rows, purged: purged, embargoed: embargoed,
      lastRows: lastRows, slack: slack, isSealed: isSealed,
      times: first.flatMap { first in last.map { first...$0 } })
  }
}
