import Runtime

/// `s1 = stage1 net d epochs=10 lr=1e-3`: supervised training from seeded weights.
enum Stage1: Command {
  static let model = Parameter("model", .model, "a model recipe")
  static let data = Parameter("dataset", .dataset, "a dataset")
  static let loss = Parameter(
    "loss", .loss, default: .absent,
    "what is made small; left out, mse for numbers, bce for yes/no, cross_entropy for classes; of "
      + "several heads a record, {direction: focal, volatility: mse}")
  static let learningRate = TrainingParameters.learningRate(default: 1e-3)
  static let start = Parameter(
    "init", .text, default: .absent,
    "where to start: weights \"w.safetensors\", or a checkpoint \"runs/s1\" with all its state")
  static let signature = Signature(
    "stage1", group: "training", "Trains a model on a dataset, supervised",
    details: "Creates seeded weights and trains them. Ctrl-C pauses and keeps everything: set lr, "
      + "resume, stop, rollback. Validation follows each epoch; the weights of the best epoch are "
      + "kept. Samples whose loss reads past their part are masked and counted. Weights in a "
      + ".safetensors file are taken by name, PyTorch's by the order and shapes of its layers; a "
      + "checkpoint goes on with the options it was made with: lr, clip, weight_decay, batch, "
      + "stop, epochs and numbers of the loss may be given anew.",
    positionals: [model, data], options: [loss, learningRate] + TrainingParameters.all + [start],
    examples: [Example("s1 = stage1 net d epochs=10 lr=1e-3 batch=8 clip=1")],
    keywords: ["train", "fit"])

  static func run(_ call: CommandCall) throws -> Value {
    let session = call.session
    let dataset = try call.object(data, as: DatasetValue.self).dataset
    let recipe = try call.object(model, as: ModelValue.self).recipe
    let network = try recipe.network(for: dataset)
    let start = try TrainingStart(call, start, network)
    let problem = try ProblemChoice.problem(
      call, loss: loss, network: start.network, dataset: dataset)
    let name = call.resultName ?? session.runTable.freeName()
    let options = try TrainingParameters.options(call, learningRate: learningRate)
    let run: Run
    switch start.origin {
    case .seed: run = try Run(name: name, problem: problem, options: options)
    case .weights(let weights):
      run = try Run(name: name, problem: problem, options: options, weights: weights)
    case .checkpoint(let path):
      run = try CheckpointResumption(path: path, problem: problem, options: options, call: call)
        .run(name)
    }
    for note in start.notes { session.output.result(note) }
    return try TrainingLaunch(call: call).launch(RunValue(run, session: session))
  }
}
