import Runtime

/// 1 at the class of each sample, 0 at the others.
enum OneHot: Function {
  static let signature = Signature(
    "onehot", group: "classes", "1 at the class of each sample, 0 at the others",
    details: "onehot(y, z) has a number per class, as many as z has. In a loss.",
    positionals: [ClassTensor.classes, ClassTensor.logits],
    examples: [
      Example("loss ce(logit, y): return -mean(class_sum(onehot(y, logit) * logsoftmax(logit)))")
    ])

  static func call(_ call: CommandCall) throws -> Value {
    let z = try ClassTensor.tensor(ClassTensor.logits, of: call)
    let codes = try call.series(ClassTensor.classes).expression
    let shape = z.dimensions ?? []
    guard codes.dimensions == [shape[0]] else {
      throw call.failure(ClassTensor.classes, "must be the class of each sample: y of the loss")
    }
    let numbers = try Runtime.Expression.tensor(
      (0..<shape[1]).map(Double.init), shape: [shape[1]])
    return ClassTensor.value(
      try .equal(
        .broadcast(codes, axis: 1, count: shape[1]),
        .broadcast(numbers, axis: 0, count: shape[0])))
  }
}
