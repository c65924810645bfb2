/// Tests by experiment what the causality types promise.
///
/// Columns are recomputed on data that end at a cut, and on data whose rows after the cut are changed
/// at random. A value at or before the cut that differs has read the future.
public struct LeakCheck: Sendable {
  /// A column under test.
  public struct Subject: Sendable {
    public let name: String
    public let expression: Expression

    public init(name: String, expression: Expression) {
      self.name = name
      self.expression = expression
    }
  }

  /// How the future was changed when a difference showed.
  public enum Experiment: String, Sendable {
    case truncated, perturbed
  }

  /// The first row of a column that differed in one experiment.
  public struct Finding: Sendable, Equatable {
    public let name: String
    public let experiment: Experiment
    public let row: Int
    /// The last known time that was left as it was, in nanoseconds UTC.
    public let cut: Int64
    public let expected: Double
    public let found: Double
  }

  public struct Report: Sendable {
    public let findings: [Finding]
    /// Known times of the cuts.
    public let cuts: [Int64]
    /// Values compared over all columns, cuts and experiments.
    public let comparedValues: Int

    public var isClean: Bool { findings.isEmpty }
  }

  private let subjects: [Subject]
  private let axis: Axis

  /// - Parameter trainingRows: The rows of the training part, ascending; cuts lie after them where
  ///   `fit(...)` reads them.
  /// - Throws: `Failure` when a subject is no column of the first one's axis, or the axis has no time.
  public init(_ subjects: [Subject], trainingRows: [Range<Int>]? = nil) throws {
    guard let axis = subjects.first?.expression.type.axis, axis.hasTime else { throw Self.noTime }
    for subject in subjects where subject.expression.type.axis !== axis {
      throw Self.otherAxis(subject.name)
    }
    self.subjects = try subjects.map {
      guard let trainingRows else { return $0 }
      return Subject(name: $0.name, expression: try $0.expression.fitted(on: trainingRows))
    }
    self.axis = axis
  }

  /// Runs both experiments at `cutCount` times spread over the data.
  ///
  /// - Parameter allowsLookahead: Leaves out rows whose declared look-ahead reaches past the cut,
  ///   as a label's may; without it a declared look-ahead is a leak too.
  /// - Throws: `Failure` when a column cannot be computed; `Interrupted`.
  public func run(
    cutCount: Int = 5, seed: UInt64, allowsLookahead: Bool = true
  ) throws -> Report {
    let expressions = subjects.map(\.expression)
    let expected = try ColumnEvaluator().values(of: expressions)
    var (findings, compared) = ([Finding](), 0)
    let cuts = cuts(cutCount)
    for (index, cut) in cuts.enumerated() {
      for experiment in [Experiment.truncated, .perturbed] {
        try Interrupt.check()
        let future = ChangedFuture(
          axis: axis, cut: cut, experiment: experiment, seed: seed, step: index)
        let found = try future.values(of: expressions)
        for (subject, pair) in zip(subjects, zip(expected, found)) {
          // Cut short, a schedule would lack events that were known.
          if experiment == .truncated, subject.expression.readsSchedule { continue }
          let lookahead = allowsLookahead ? subject.expression.reach.lookahead : 0
          let rows = future.comparableRows(lookahead: lookahead)
          compared += rows.count
          if let row = rows.first(where: { !pair.0[$0.old].isIdentical(to: pair.1[$0.new]) }) {
            findings.append(
              Finding(
                name: subject.name, experiment: experiment, row: row.old, cut: cut,
                expected: pair.0[row.old], found: pair.1[row.new]))
          }
        }
      }
    }
    return Report(findings: findings, cuts: cuts, comparedValues: compared)
  }

  /// Known times at even steps, after the training rows where something was fitted on them.
  private func cuts(_ count: Int) -> [Int64] {
    var times = Array(Set(axis.known)).sorted()
    let fitted = subjects.flatMap { $0.expression.fittedRows.joined() }
    if let last = fitted.lazy.map({ axis.known[$0] }).max() { times.removeAll { $0 < last } }
    times = times.dropLast()
    let steps = max(1, min(count, times.count))
    return times.isEmpty ? [] : (1...steps).map { times[$0 * times.count / (steps + 1)] }
  }
}

extension Double {
  /// Equal, or both missing.
  func isIdentical(to other: Double) -> Bool { self == other || (isNaN && other.isNaN) }
}

extension Expression {
  /// Whether a column that was known ahead is read.
  fileprivate var readsSchedule: Bool {
    var (seen, stack) = (Set<ObjectIdentifier>(), [self])
    while let node = stack.popLast() {
      if node.operation is ColumnLeaf, node.reach.isKnownAhead { return true }
      stack += node.inputs.filter { seen.insert(ObjectIdentifier($0)).inserted }
    }
    return false
  }
}

extension LeakCheck {
  private static let noTime = Failure("leakcheck needs series of a frame with times")

  private static func otherAxis(_ name: String) -> Failure {
    Failure("leakcheck: '\(name)' is not a series of the same frame")
  }
}
