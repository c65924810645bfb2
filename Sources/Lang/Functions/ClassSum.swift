import Runtime

/// The sum over the classes of each sample.
enum ClassSum: Function {
  static let signature = Signature(
    "class_sum", group: "classes", "sum over the classes of each sample",
    details: "A number per sample. In a loss.", positionals: [ClassTensor.numbers],
    examples: [
      Example("loss ce(logit, y): return -mean(class_sum(onehot(y, logit) * logsoftmax(logit)))")
    ])

  static func call(_ call: CommandCall) throws -> Value {
    ClassTensor.value(try .sum(ClassTensor.tensor(ClassTensor.numbers, of: call), axis: 1))
  }
}
