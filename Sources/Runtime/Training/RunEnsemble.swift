/// The mean of several runs on one dataset, such as seeds: of numbers, of probabilities, of the shares
/// of classes.
public struct RunEnsemble: Sendable {
  private let runs: [Run]

  /// - Throws: `Failure` when there is no run, or they differ in dataset or outputs.
  public init(_ runs: [Run]) throws {
    guard let first = runs.first else { throw Failure("an ensemble needs a run") }
    for run in runs.dropFirst() {
      guard run.dataset === first.dataset else {
        throw Failure("\(run.name) and \(first.name) are of different datasets")
      }
      guard run.network.heads == first.network.heads else {
        throw Failure("\(run.name) and \(first.name) have different outputs")
      }
    }
    self.runs = runs
  }

  /// What every output says on the mean, per row of the frame; NaN where a run says nothing.
  ///
  /// - Throws: `Failure` when the dataset has no such part.
  public func outputs(on part: PartName? = nil) throws -> [HeadPrediction] {
    Self.mean(of: try runs.map { try $0.outputs(on: part) })
  }

  /// The same of the rows of another frame.
  ///
  /// - Throws: `Failure` naming the columns or symbols that the frame lacks.
  public func outputs(scoring frame: Frame, values: ColumnEvaluator) throws -> [HeadPrediction] {
    Self.mean(of: try runs.map { try $0.outputs(scoring: frame, values: values) })
  }

  private static func mean(of all: [[HeadPrediction]]) -> [HeadPrediction] {
    all[0].indices.map { head in HeadPrediction(meanOf: all.map { $0[head] }) }
  }

  /// The scores of every output.
  ///
  /// - Throws: `Failure` when the dataset has no such part.
  public func evaluations(on part: PartName) throws -> [Evaluation] {
    try outputs(on: part).map { try Evaluation($0, part: part, dataset: runs[0].dataset) }
  }
}

extension HeadPrediction {
  /// The mean of several; of classes that of their shares, and the class it makes most probable.
  init(meanOf members: [HeadPrediction]) {
    let first = members[0]
    guard first.shares.isEmpty else {
      let shares = first.shares.indices.map { code in Self.mean(members.map { $0.shares[code] }) }
      self.init(target: first.target, shares: shares)
      return
    }
    self.init(target: first.target, values: Self.mean(members.map(\.values)), shares: [])
  }

  /// Probabilities of classes, and the most probable of them.
  init(target: Target, shares: [[Double]]) {
    self.init(target: target, values: Self.mostProbable(shares), shares: shares)
  }

  private static func mean(_ columns: [[Double]]) -> [Double] {
    columns[0].indices.map { row in
      columns.reduce(0) { $0 + $1[row] } / Double(columns.count)
    }
  }

  private static func mostProbable(_ shares: [[Double]]) -> [Double] {
    shares[0].indices.map { row in
      let own = shares.map { $0[row] }
      guard let largest = own.max(), own.allSatisfy(\.isFinite) else { return .nan }
      return Double(own.firstIndex(of: largest) ?? 0)
    }
  }
}
