/// What is wrong with a run, found by every lint of the catalog.
///
/// Findings follow from the problem and the history alone, so a run that is loaded again has those
/// that it had.
public struct Diagnosis: Sendable {
  private let start: LintStart?
  private let first: [LintFinding]

  /// Looks at what is known before the first batch. A loss that cannot be looked at has no findings:
  /// the training itself says why.
  public init(_ problem: TrainingProblem, options: TrainingOptions) {
    let start = try? LintStart(problem, options: options)
    self.start = start
    first = start.map { start in LintCatalog.all.flatMap { $0.before(start) } }?.map(\.urgent) ?? []
  }

  /// Everything that is to be said of the run as it stands.
  public func findings(_ state: RunState) -> [LintFinding] {
    guard let start, let course = LintCourse(start, state) else { return first }
    let found = LintCatalog.all.map { (lint: $0, findings: $0.after(course)) }
    let all = first + found.flatMap(\.findings)
    return first
      + found.flatMap { lint, findings in
        let causes = lint.causes.map { $0.name }
        return findings.filter { finding in
          !all.contains { causes.contains($0.lint) && ($0.head == finding.head || $0.head.isEmpty) }
        }
      }
  }
}
