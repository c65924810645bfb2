import Runtime

/// The mean over the classes of each sample.
enum ClassMean: Function {
  static let signature = Signature(
    "class_mean", group: "classes", "mean over the classes of each sample",
    details: "A number per sample. In a loss.", positionals: [ClassTensor.numbers],
    examples: [Example("loss flat(logit, y): return -mean(class_mean(logsoftmax(logit)))")])

  static func call(_ call: CommandCall) throws -> Value {
    let x = try ClassTensor.tensor(ClassTensor.numbers, of: call)
    let classes = Double(x.dimensions?.last ?? 1)
    return ClassTensor.value(
      try .multiply(.sum(x, axis: 1), Runtime.Expression(constant: 1 / classes)))
  }
}
