import Runtime

/// The logarithms of the probabilities of classes.
enum LogSoftmax: Function {
  static let signature = Signature(
    "logsoftmax", group: "classes", "logarithms of the probabilities of classes",
    details: "logsoftmax(z) = z - ln(sum over the classes of e^z), without overflow. In a loss.",
    positionals: [ClassTensor.logits],
    examples: [
      Example("loss ce(logit, y): return -mean(class_sum(onehot(y, logit) * logsoftmax(logit)))")
    ], keywords: ["softmax", "cross-entropy"])

  static func call(_ call: CommandCall) throws -> Value {
    ClassTensor.value(try .logSoftmax(ClassTensor.tensor(ClassTensor.logits, of: call)))
  }
}
