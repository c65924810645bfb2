/// Joins neighbouring instructions that one kernel does together.
///
/// - a product and the bias added to it;
/// - the three gradients of a small layer norm.
enum StepFusion {
  /// Above this many numbers the gradients stay apart, so that each can be cut into parts.
  static let largestJointGradient = 1 << 15

  static func apply(to steps: [Step], buffers: [ProgramBuilder.Buffer]) -> [Step] {
    layerNormGradients(biases(steps, buffers))
  }

  // MARK: Bias

  private static func biases(_ steps: [Step], _ buffers: [ProgramBuilder.Buffer]) -> [Step] {
    let readers = readers(of: steps)
    var result: [Step?] = steps
    for (index, step) in steps.enumerated() where step.opcode == .addRow {
      let product = step.operands[1]
      guard buffers[product].place == nil, !buffers[product].isKept,
        readers[product] == [index],
        let source = steps[..<index].lastIndex(where: { $0.written.contains(product) }),
        steps[source].opcode == .product, steps[source].flags == 0
      else { continue }
      var joint = steps[source]
      joint.operands = [step.operands[0], joint.operands[1], joint.operands[2], step.operands[2]]
      joint.flags = Opcode.hasBias
      joint.label += " " + step.label
      result[source] = nil
      result[index] = joint
    }
    return result.compactMap { $0 }
  }

  // MARK: Layer norm

  private struct Normed: Hashable {
    let input: Int
    let seed: Int
  }

  private static func layerNormGradients(_ steps: [Step]) -> [Step] {
    var gains: [Normed: Int] = [:]
    var sums: [Int: Int] = [:]
    for (index, step) in steps.enumerated() {
      if step.opcode == .layerNormGainGradient {
        gains[Normed(input: step.operands[1], seed: step.operands[2])] = index
      } else if step.opcode == .sum, step.m == 1, step.immediates.0 == 1 {
        sums[step.operands[1]] = index
      }
    }
    var result: [Step?] = steps
    for (index, step) in steps.enumerated()
    where step.opcode == .layerNormInputGradient && step.m * step.n <= largestJointGradient {
      let seed = step.operands[3]
      guard let gain = gains[Normed(input: step.operands[1], seed: seed)], let sum = sums[seed],
        steps[sum].k == step.n, steps[sum].n == step.m
      else { continue }
      var joint = step
      joint.opcode = .layerNormGradients
      joint.operands += [steps[gain].operands[0], steps[sum].operands[0]]
      joint.label = "layerNormGradients"
      result[gain] = nil
      result[sum] = nil
      result[min(index, gain, sum)] = joint
      if min(index, gain, sum) != index { result[index] = nil }
    }
    return result.compactMap { $0 }
  }

  private static func readers(of steps: [Step]) -> [Int: [Int]] {
    var readers: [Int: [Int]] = [:]
    for (index, step) in steps.enumerated() {
      let written = Set(step.written)
      for buffer in step.operands where !written.contains(buffer) {
        readers[buffer, default: []].append(index)
      }
    }
    return readers
  }
}
