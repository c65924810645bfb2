import Runtime

/// `gradcheck trade`: a loss's gradient against finite differences, in float64 on real rows.
enum GradCheckCommand: Command {
  static let loss = Parameter("loss", .loss, "a loss")
  static let data = Parameter(
    "data", .dataset, default: .absent, "a dataset; the latest one when left out")
  static let samples = Parameter(
    "samples", .integer, default: .number(16), in: 1...4096, "predictions that are checked")
  static let tolerance = Parameter(
    "tol", .number, default: .number(1e-5), in: 0...1, "largest relative error that passes")
  static let signature = Signature(
    "gradcheck", group: "training", "Compares a loss's gradient with finite differences",
    details: "The loss is traced, differentiated and compiled as in a training, in float64, on "
      + "training rows of a dataset. Predictions are scattered around the targets. An error above "
      + "tol ends with exit code 1; a kink (abs, clip, where) at a sample can cause one.",
    positionals: [loss], options: [data, samples, tolerance],
    examples: [Example("gradcheck trade")], keywords: ["gradient", "finite differences"])

  static func run(_ call: CommandCall) throws -> Value {
    let dataset = try self.dataset(call)
    let chosen = try LossChoice(call, loss, for: dataset).loss()
    let check = try LossGradient(loss: chosen, dataset: dataset, values: call.session.evaluator)
      .check(samples: try call.integer(samples))
    let error = NumberFormat.general(check.relativeError, digits: 2)
    guard check.relativeError <= (try call.number(tolerance)) else {
      let worst = check.entries.max { $0.relativeError < $1.relativeError }
      let sides = worst.map {
        "sample \($0.worstIndex): gradient \(NumberFormat.general($0.analytic)), differences "
          + NumberFormat.general($0.numeric)
      }
      throw call.failure(loss, "fails the gradient check: relative error \(error)", hint: sides)
    }
    let count = check.entries.reduce(0) { $0 + $1.count }
    call.session.output.result(
      "gradcheck \(chosen.text): gradient agrees with finite differences on \(count) samples, "
        + "relative error \(error)")
    return .none
  }

  private static func dataset(_ call: CommandCall) throws -> Dataset {
    if call.has(data) { return try call.object(data, as: DatasetValue.self).dataset }
    let latest = call.session.state(LatestDataset.self) { LatestDataset() }.value
    guard let latest else {
      throw call.failure(data, "is missing, and nothing has been split yet")
    }
    return latest.dataset
  }
}
