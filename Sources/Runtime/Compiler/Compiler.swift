/// Compiles a graph to a program: clean-up passes, fusion, lowering, memory planning, verification.
public enum Compiler {
  /// A program that runs forward and reads named values: predictions, a validation loss.
  ///
  /// Dropout does nothing in it. `parameters` give the layout of the weights; pass all of a model's,
  /// in the order of its training program, so that the flat vectors agree.
  /// - Throws: `Failure` for a graph that does not lower.
  public static func forward(
    _ outputs: [ProgramOutput], parameters: [Expression] = [], precision: Precision = .float32
  ) throws -> Program {
    let roots = try EvaluationMode.apply(to: outputs.map(\.expression) + parameters)
    let graph = try optimised(roots)
    var lowering = Lowering(precision: precision)
    return try lowering.program(
      outputs: Array(zip(outputs.map(\.name), graph)), parameters: Array(graph[outputs.count...]),
      training: nil)
  }

  /// A program whose step computes the loss, its gradient by every parameter, and one update.
  ///
  /// - Parameter outputs: values read after a step beside the loss.
  /// - Throws: `Failure` when the loss is not one number or has no gradient.
  public static func training(
    loss: Expression, parameters: [Expression], outputs: [ProgramOutput] = [],
    optimiser: OptimiserRecipe = OptimiserRecipe(), precision: Precision = .float32
  ) throws -> Program {
    let given = try CommonSubexpressions.apply(
      to: [loss] + parameters + outputs.map(\.expression))
    let weights = Array(given[1..<1 + parameters.count])
    let gradients = try Autodiff.gradients(of: given[0], withRespectTo: weights)
    let named =
      [("loss", given[0])] + zip(outputs.map(\.name), given[(1 + parameters.count)...])
    let graph = try optimised(named.map(\.1) + weights + gradients)
    let parameterNodes = Array(graph[named.count..<named.count + parameters.count])
    var lowering = Lowering(precision: precision)
    return try lowering.program(
      outputs: Array(zip(named.map(\.0), graph)), parameters: parameterNodes,
      training: (optimiser, Array(graph[(named.count + parameters.count)...])))
  }

  /// The graph after the passes.
  static func optimised(_ roots: [Expression]) throws -> [Expression] {
    var graph = try CommonSubexpressions.apply(to: roots)
    graph = try Simplification.apply(to: graph)
    graph = try ConstantFolding.apply(to: graph)
    graph = try Simplification.apply(to: graph)
    return try CommonSubexpressions.apply(to: graph)
  }
}
