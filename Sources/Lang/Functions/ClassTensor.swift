import Runtime

/// What the functions on classes in a loss share: a number per sample and class.
enum ClassTensor {
  static let logits = Parameter("z", .series, "a number per class: logit of a loss on classes")
  static let classes = Parameter("y", .series, "the class of each sample: y of a loss on classes")
  static let numbers = Parameter("x", .series, "a number per sample and class")

  /// The tensor of an argument.
  ///
  /// - Throws: `Failure` outside a loss on classes.
  static func tensor(_ parameter: Parameter, of call: CommandCall) throws -> Runtime.Expression {
    let x = try call.series(parameter).expression
    guard let shape = x.dimensions, shape.count == 2 else {
      throw call.failure(
        parameter, "must be a number per class",
        hint: "\(call.signature.name) works on the logit of a loss whose target is a category")
    }
    return x
  }

  static func value(_ expression: Runtime.Expression) -> Value {
    .series(SeriesValue(expression))
  }
}
