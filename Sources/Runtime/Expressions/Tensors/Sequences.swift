/// The sizes of a batch of sequences in the order of time.
struct SequenceShape: CustomStringConvertible {
  let steps: Int
  let batch: Int
  let channels: Int

  var description: String { "[\(steps), \(batch), \(channels)]" }
}

extension Expression {
  /// The sizes of a sequence `[T, B, C]`.
  ///
  /// - Throws: `Failure` naming the operation for anything else.
  static func sequence(_ x: Expression, for operation: String) throws -> SequenceShape {
    let shape = try dimensions(of: x, for: operation)
    guard shape.count == 3 else {
      throw Failure("'\(operation)' needs a sequence [T, B, C], not \(shape)")
    }
    return SequenceShape(steps: shape[0], batch: shape[1], channels: shape[2])
  }

  /// Steps `from..<from + count` of a sequence.
  ///
  /// - Shape: `[T, B, C]` to `[count, B, C]`.
  public static func steps(_ x: Expression, from start: Int, count: Int) throws -> Expression {
    let shape = try sequence(x, for: "steps")
    guard start >= 0, count > 0, start <= shape.steps - count else {
      throw Failure("'steps': steps \(start)..<\(start + count) of \(shape.steps) do not exist")
    }
    guard count < shape.steps else { return x }
    let width = shape.batch * shape.channels
    let flat = try reshape(x, [shape.steps * width])
    return try reshape(
      slice(flat, from: start * width, count: count * width), [count, shape.batch, shape.channels])
  }

  /// The last step of a sequence: `[T, B, C]` to `[B, C]`.
  public static func lastStep(_ x: Expression) throws -> Expression {
    let shape = try sequence(x, for: "last step")
    return try reshape(
      steps(x, from: shape.steps - 1, count: 1), [shape.batch, shape.channels])
  }

  /// Sequences one after the other in time: `[S, B, C]`, `[T, B, C]` to `[S + T, B, C]`.
  public static func joinSteps(_ parts: [Expression]) throws -> Expression {
    let shapes = try parts.map { try sequence($0, for: "join steps") }
    guard let first = shapes.first,
      shapes.allSatisfy({ $0.batch == first.batch && $0.channels == first.channels })
    else { throw Failure("'join steps' does not join \(shapes)") }
    let flat = try concatenate(parts.map { try reshape($0, [$0.elementCount]) })
    return try reshape(flat, [shapes.reduce(0) { $0 + $1.steps }, first.batch, first.channels])
  }

  /// The samples of a sequence with all their steps: `[T, B, C]` to `[B, T * C]`.
  public static func flattenSteps(_ x: Expression) throws -> Expression {
    let shape = try sequence(x, for: "flatten")
    guard shape.steps > 1 else { return try reshape(x, [shape.batch, shape.channels]) }
    let parts = try (0..<shape.steps).map { step in
      try reshape(steps(x, from: step, count: 1), [shape.batch, shape.channels])
    }
    return try concatenate(parts)
  }
}
