/// What makes two trainings the same: cells, labels, samples, network, loss and options.
enum RunIdentity {
  /// A hash of the training as it begins; equal ones end with the same bits on one CPU level.
  ///
  /// - Complexity: O(cells of the feature matrix), at about the speed of memory.
  /// - Parameter start: The state it begins with: options and weights count.
  static func hash(
    of problem: TrainingProblem, program: Program, start: RunState
  ) -> ContentHash {
    var hasher = ContentHasher()
    hasher.add(problem.dataset.digest)
    hasher.add(problem.dataset.axis.contentHash)
    hasher.add(problem.network.text)
    hasher.add(program.description)
    for column in program.columns { hasher.add(column.digest) }
    hasher.add(problem.loss.text)
    hasher.add(start.options.json.text())
    hasher.add(start.weights)
    hasher.add(problem.training.rows)
    hasher.add(problem.curriculum ?? [])
    if let weights = problem.weights { hasher.add(weights.digest) }
    return hasher.hash
  }
}
