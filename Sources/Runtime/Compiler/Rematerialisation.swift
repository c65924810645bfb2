/// Makes large dropout masks again where they are read again, instead of keeping them from the
/// forward to the backward pass: a mask is a function of its place, so it costs little and no memory.
enum Rematerialisation {
  static let smallestMask = 1 << 18
  /// Readers nearer than this share a mask.
  static let nearby = 4

  static func apply(to builder: ProgramBuilder) {
    builder.rewriteSteps { steps in
      var result = steps
      var index = 0
      while index < result.count {
        let step = result[index]
        if step.opcode == .dropoutMask, step.m >= smallestMask {
          repeatMask(at: index, in: &result, builder)
        }
        index += 1
      }
      return result
    }
  }

  private static func repeatMask(at index: Int, in steps: inout [Step], _ builder: ProgramBuilder) {
    let mask = steps[index].operands[0]
    guard builder.buffers[mask].place == nil, !builder.buffers[mask].isKept else { return }
    var current = (index: index, buffer: mask)
    var reader = index + 1
    while reader < steps.count {
      defer { reader += 1 }
      guard steps[reader].operands.contains(mask) else { continue }
      if reader - current.index > nearby {
        var copy = steps[index]
        current.buffer = builder.transient(builder.buffers[mask].count)
        copy.operands[0] = current.buffer
        steps.insert(copy, at: reader)
        reader += 1
      }
      current.index = reader
      steps[reader].operands = steps[reader].operands.map { $0 == mask ? current.buffer : $0 }
    }
  }
}
