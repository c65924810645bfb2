/// What a run said of its parts, so that scores, predictions and backtests of the same weights run
/// the network once.
final class PredictionCache: Sendable {
  private struct Entry: Sendable {
    /// nil for all rows.
    let part: PartName?
    let weights: [Float]
    let outputs: [HeadPrediction]
  }

  /// Several parts of one set of weights; of others nothing is kept.
  private let entries = Monitor<[Entry]>([])

  /// What is known of a part, else what `compute` says.
  func outputs(
    on part: PartName?, weights: [Float], compute: () throws -> [HeadPrediction]
  ) throws -> [HeadPrediction] {
    let known = entries.read { entries in
      entries.first { $0.part == part && $0.weights == weights }?.outputs
    }
    if let known { return known }
    let made = try compute()
    entries.update { entries in
      entries.removeAll { $0.part == part || $0.weights != weights }
      entries.append(Entry(part: part, weights: weights, outputs: made))
    }
    return made
  }
}
