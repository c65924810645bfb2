/// A training as lints see it before the first batch.
public struct LintStart: Sendable {
  let problem: TrainingProblem
  let options: TrainingOptions
  /// In the order of the network's outputs.
  let heads: [LintHead]
  /// Every node of the loss of two samples, inputs first; labels and other columns stay closed.
  let nodes: [Expression]

  /// - Throws: `Failure` of the loss.
  public init(_ problem: TrainingProblem, options: TrainingOptions) throws {
    self.problem = problem
    self.options = options
    heads = try problem.network.heads.map { try LintHead($0, of: problem) }
    let assembly = Assembly(
      dataset: problem.dataset, network: problem.network, loss: problem.loss.settled,
      weights: problem.weights)
    nodes = Autodiff.topologicalOrder(
      of: [try assembly.graph(batch: 2).loss.value], tensorsOnly: true)
  }

  /// Whether the loss compares an output with its label; the profit of orders, say, does not.
  func readsLabel(of head: LintHead) -> Bool {
    nodes.contains { node in
      node.operation is GatherColumn && node.inputs.contains { $0 === head.target.expression }
    }
  }
}
