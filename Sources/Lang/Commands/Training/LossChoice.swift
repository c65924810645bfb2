import Runtime

/// The loss an argument names: a value of the session, a loss of the prelude, or the default.
enum LossChoice {
  static func loss(
    _ call: CommandCall, _ parameter: Parameter, for dataset: Dataset
  ) throws -> Loss {
    switch call.value(parameter) {
    case nil: return try suiting(dataset, call)
    case .object(let object)?:
      if let loss = object as? LossValue { return try loss.loss(in: call.session) }
    case .text(let name)?:
      if name == Loss.crossEntropy.name { return .crossEntropy }
      guard let loss = try call.session.loss(named: name) else {
        throw unknown(name, call, parameter)
      }
      return try loss.loss(in: call.session)
    default: break
    }
    throw call.failure(parameter, "must be a loss")
  }

  /// mse for numbers, bce for yes/no labels, cross-entropy for categories.
  private static func suiting(_ dataset: Dataset, _ call: CommandCall) throws -> Loss {
    let name: String
    switch try dataset.label().target.kind {
    case .number: name = "mse"
    case .yesNo: name = "bce"
    case .category: return .crossEntropy
    }
    guard let loss = try call.session.loss(named: name) else {
      throw Failure("the prelude has no loss '\(name)'")
    }
    return try loss.loss(in: call.session)
  }

  private static func unknown(
    _ name: String, _ call: CommandCall, _ parameter: Parameter
  ) -> Failure {
    let known = (Prelude.names + [Loss.crossEntropy.name]).sorted()
    let near = DidYouMean.closest(to: name, in: known)
    return call.failure(
      parameter, "names no loss: '\(name)'",
      hint: near.map { "did you mean '\($0)'?" } ?? "there are \(known.joined(separator: ", "))")
  }
}
