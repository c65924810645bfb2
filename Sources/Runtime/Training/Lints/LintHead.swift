/// What lints know of an output before it is trained: its link and its labels.
public struct LintHead: Sendable {
  /// Figures of the labels of a part.
  struct Labels: Sendable {
    let count: Int
    let mean: Double
    /// Standard deviation, ddof 0.
    let spread: Double
    /// `mean |y|`.
    let size: Double
    let lowest: Double
    let highest: Double
    /// The share of the commonest answer: yes or no, or the most frequent class; NaN for numbers.
    let commonest: Double

    init(_ values: [Double], kind: Target.Kind) {
      let found = values.filter { !$0.isNaN }
      let n = Double(max(1, found.count))
      let mean = found.reduce(0, +) / n
      count = found.count
      self.mean = mean
      spread = (found.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
      size = found.reduce(0) { $0 + abs($1) } / n
      lowest = found.min() ?? .nan
      highest = found.max() ?? .nan
      guard kind != .number, !found.isEmpty else {
        commonest = .nan
        return
      }
      let counts = Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +)
      commonest = Double(counts.values.max() ?? 0) / n
    }
  }

  /// Empty where there is one output.
  let name: String
  let link: Link
  let target: Target
  let training: Labels
  /// nil without a validation part.
  let validation: Labels?

  /// - Throws: `Failure` when the dataset has no target of the output's name.
  init(_ head: NetworkHead, of problem: TrainingProblem) throws {
    let label = try problem.dataset.label(of: head)
    func labels(_ table: SampleTable) -> Labels {
      Labels(table.rows.map { label.values[Int($0)] }, kind: label.target.kind)
    }
    name = head.name
    link = head.link
    target = label.target
    training = labels(problem.training)
    validation = problem.validation.map(labels)
  }
}
