import Foundation
import Testing

@testable import Lang
@testable import Runtime

/// Trainings that agree with PyTorch's run for run: same start weights, same batches, no dropout.
///
/// Numbers and their meaning: `Tests/Reference/training.py`.
@Suite struct TorchAgreementTests {
  /// A training as a script declares it.
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let model: String
    var loss = "huber"
    var learningRate = 1e-3
    var weightDecay = 0.0
    var seed: UInt64 = 0
    var lastBias: Double?
    var batch = 16
    /// Features x0, x1, ... of the network.
    var columns = TorchReference.columns
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "mlp", model: "mlp(hidden=[32, 16], norm=layer, head=sigmoid, raw=true)",
      learningRate: 5e-5, weightDecay: 5e-3, seed: 2),
    Case(
      name: "mlp_fast", model: "mlp(hidden=[32, 16], norm=layer, head=sigmoid, raw=true)",
      learningRate: 3e-3, weightDecay: 5e-3),
    Case(
      name: "trade", model: "mlp(hidden=[32, 16], norm=layer, head=softplus, raw=true)",
      loss: "trade", lastBias: -4.5),
    Case(
      name: "lstm", model: "lstm(window=60, hidden=192, layers=2, head=[64], raw=true)",
      learningRate: 5e-4, batch: 8, columns: 14),
    Case(
      name: "cnn_lstm", model: "cnn_lstm(window=20, dropout=0, raw=true)", learningRate: 5e-5,
      seed: 1, batch: 12, columns: 19),
  ]

  /// Dataset `d`, model `net` and the loss `trade`.
  static func script(_ model: String, columns: Int = TorchReference.columns) -> String {
    """
    loss trade(p, bar; hold=4, fee=2bp, k=100):
      limit = bar.close * (1 - p)
      fill = sigmoid(k * (limit - lead(bar.low, 1)) / bar.close)
      gain = (lead(bar.close, hold) - limit) / limit - 2 * fee
      return -mean(fill * gain)
    end
    features f on m: \((0..<columns).map { "x\($0)" }.joined(separator: ", "))
    target label = lead(y, 1)
    d = split f target=label train=100%
    model net = \(model)
    """
  }

  static func session(_ script: String) throws -> Session {
    let output = CollectedOutput()
    let session = Session.sample(output)
    let frame = FrameValue(TorchReference.frame(), name: "m")
    session.bind("m", to: .frame(frame))
    session.variables.settle()
    session.frameInUse = frame
    try #require(session.execute(script) == .finished, "\(output.notes)")
    return session
  }

  static func object<T>(_ name: String, _ session: Session, as type: T.Type) throws -> T {
    guard case .object(let object)? = session.variable(name) else { throw Failure("no \(name)") }
    return try #require(object as? T)
  }

  static func problem(_ given: Case) throws -> TrainingProblem {
    let session = try session(script(given.model, columns: given.columns))
    let dataset = try object("d", session, as: DatasetValue.self).dataset
    let network = try object("net", session, as: ModelValue.self).recipe.network(for: dataset)
    let loss = try #require(try session.loss(named: given.loss)).loss(in: session)
    return try TrainingProblem(
      dataset: dataset, network: network, loss: loss, values: session.evaluator)
  }

  @Test(arguments: cases)
  func weightsAgreeInFloat64(_ given: Case) throws {
    let problem = try Self.problem(given)
    let reference = try TorchReference(given.name)
    let assembly = Assembly(
      dataset: problem.dataset, network: problem.network, loss: problem.loss)
    let program = try assembly.trainingProgram(
      batch: given.batch, optimiser: OptimiserRecipe(.adamW), precision: .float64)
    let engine = try BatchEngine(
      program, size: given.batch, network: problem.network, values: problem.values)
    let start = TorchReference.start(problem.network, seed: given.seed, lastBias: given.lastBias)
    try engine.executor.set(.weights, to: start)
    (engine.executor.learningRate, engine.executor.clip) = (given.learningRate, 5)
    engine.executor.weightDecay = given.weightDecay
    let order = (0..<problem.training.count).map { Int32($0) }
    var worst = 0.0
    for (step, expected) in try #require(reference.values["loss64"]) {
      try engine.feed(problem.training, order, from: step * given.batch)
      let loss = try engine.executor.step().loss
      worst = max(worst, abs(loss - expected))
    }
    #expect(worst < 1e-9, "a loss is off by \(worst)")
    try reference.check(engine.executor.values(of: .weights))
  }

  @Test(arguments: cases)
  func lossesAgreeInFloat32(_ given: Case) throws {
    let problem = try Self.problem(given)
    var options = TrainingOptions()
    (options.batch, options.shuffle, options.clip) = (given.batch, false, 5)
    (options.learningRate, options.weightDecay) = (given.learningRate, given.weightDecay)
    let state = RunState(
      weights: TorchReference.start(problem.network, seed: given.seed, lastBias: given.lastBias),
      options: options, lossOptions: problem.loss.options)
    let trainer = try Trainer(problem, state: state)
    var worst = 0.0
    for (_, expected) in try #require(try TorchReference(given.name).values["loss32"]) {
      try trainer.step()
      let loss = try trainer.engine.executor.scalar("loss")
      worst = max(worst, abs(loss - expected) / abs(expected))
    }
    #expect(worst < 1e-4, "a loss is off by \(worst)")
  }

  /// The same by a script: PyTorch's file of weights, under PyTorch's names.
  @Test func scriptsTrainLikePyTorch() throws {
    let file = TorchReference.folder.appending(path: "training_mlp.safetensors").path
    let session = try Self.session(
      Self.script(Self.cases[0].model) + """

        d = split f target=label train=..2032-10-05
        s = stage1 net d init="\(file)" loss=huber shuffle=false batch=16 epochs=1 clip=5 lr=5e-5 \\
          weight_decay=5e-3 keep=last
        """)
    let run = try Self.object("s", session, as: RunValue.self).run
    let losses = try #require(try TorchReference("mlp").values["loss32"]).map(\.value)
    try #require(run.problem.training.count == TorchReference.samples)
    let found = try #require(run.state.history.first?.trainLoss)
    let mean = losses.reduce(0, +) / Double(losses.count)
    #expect(abs(found - mean) < 1e-5 * mean)
  }
}
