/// A link that is applied to what has been through it already.
///
/// `sigmoid(sigmoid(z))` lies between 0.5 and 0.731, whatever z is: every answer is a yes.
enum SigmoidTwiceLint: Lint {
  static let name = "sigmoid_twice"

  static func before(_ start: LintStart) -> [LintFinding] {
    let isTwice = start.nodes.contains { node in
      node.operation is Sigmoid && node.inputs.first.map(source)?.operation is Sigmoid
    }
    let isSoftTwice = start.nodes.contains { node in
      node.operation is Softmax
        && (node.inputs.first.map(source)?.operation as? Softmax)?.isLogarithm == false
    }
    var findings: [LintFinding] = []
    if isTwice {
      findings.append(
        finding(
          "a sigmoid is applied to a sigmoid, so that every probability lies in 0.5..0.73: p is a "
            + "probability already, 'logit' is the number before"))
    }
    if isSoftTwice {
      findings.append(
        finding(
          "a softmax is applied to a softmax: p holds probabilities already, 'logit' the numbers "
            + "before"))
    }
    return findings
  }

  /// What a value is before it was only given another shape.
  private static func source(_ node: Expression) -> Expression {
    var node = node
    while node.operation is Reshape || node.operation is Broadcast, let input = node.inputs.first {
      node = input
    }
    return node
  }
}
