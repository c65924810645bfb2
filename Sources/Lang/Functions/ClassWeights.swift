import Runtime

/// A weight per class, the same for every sample.
enum ClassWeights: Function {
  static let weights = Parameter("weights", .list, "one number per class; [] for ones")
  static let signature = Signature(
    "class_weights", group: "classes", "weights of the classes, beside every sample",
    details: "As many numbers as z has. In a loss; an option weights=balanced arrives as "
      + "1 / (classes x share of the class among the training labels).",
    positionals: [ClassTensor.logits, weights],
    examples: [
      Example(
        "loss ce(logit; w=[]): return -mean(class_sum(class_weights(logit, w) * logsoftmax(logit)))"
      )
    ], keywords: ["imbalance", "balanced"])

  static func call(_ call: CommandCall) throws -> Value {
    let z = try ClassTensor.tensor(ClassTensor.logits, of: call)
    let shape = z.dimensions ?? []
    let given = try call.list(weights).compactMap(\.number)
    guard given.isEmpty || given.count == shape[1] else {
      throw call.failure(weights, "has \(given.count) numbers for \(shape[1]) classes")
    }
    guard given.allSatisfy({ $0.isFinite && $0 >= 0 }) else {
      throw call.failure(weights, "are numbers of 0 or more")
    }
    let row = given.isEmpty ? [Double](repeating: 1, count: shape[1]) : given
    return ClassTensor.value(
      try .broadcast(.tensor(row, shape: [shape[1]]), axis: 0, count: shape[0]))
  }
}
