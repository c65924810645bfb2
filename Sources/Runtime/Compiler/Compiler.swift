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
  /// - Parameters:
  ///   - parameters: all weights; those that `updates` writes are the last, in the same order.
  ///   - outputs: values read after a step beside the loss.
  ///   - updates: state that a good batch writes after the optimiser; it has no gradient.
  /// - Throws: `Failure` when the loss is not one number or has no gradient, or the state is not at
  ///   the end of the parameters.
  public static func training(
    loss: Expression, parameters: [Expression], outputs: [ProgramOutput] = [],
    updates: [StateUpdate] = [], optimiser: OptimiserRecipe = OptimiserRecipe(),
    precision: Precision = .float32
  ) throws -> Program {
    try StateUpdate.check(updates, parameters)
    let state = updates.map(\.value)
    let given = try CommonSubexpressions.apply(
      to: [loss] + outputs.map(\.expression) + parameters + state)
    let named = Array(zip(["loss"] + outputs.map(\.name), given))
    let weights = Array(given[named.count..<named.count + parameters.count])
    let gradients = try Autodiff.gradients(
      of: given[0], withRespectTo: weights.dropLast(updates.count))
    let graph = try optimised(given + gradients)
    let end = named.count + parameters.count
    var lowering = Lowering(precision: precision)
    return try lowering.program(
      outputs: Array(zip(named.map(\.0), graph)), parameters: Array(graph[named.count..<end]),
      training: Lowering.TrainingGraph(
        recipe: optimiser, gradients: Array(graph[given.count...]),
        updates: Array(graph[end..<given.count])))
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
