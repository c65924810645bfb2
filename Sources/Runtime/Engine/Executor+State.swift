extension Executor {
  // MARK: Results

  /// A named output of the last run, row-major; a scalar has one value.
  ///
  /// - Throws: `Failure` when the program has no such output.
  public func output(_ name: String) throws -> [Double] {
    guard let region = program.outputs.first(where: { $0.name == name }) else {
      throw Failure("the program has no output '\(name)'")
    }
    return arena.read(region.place, region.count)
  }

  /// A named output that is one number.
  ///
  /// - Throws: `Failure` when the program has no such output.
  public func scalar(_ name: String) throws -> Double {
    guard let region = program.outputs.first(where: { $0.name == name }) else {
      throw Failure("the program has no output '\(name)'")
    }
    return arena[region.place]
  }

  // MARK: Flat vectors

  /// A copy of a flat vector, parameters end to end without padding.
  ///
  /// - Throws: `Failure` for anything but weights in a forward program.
  public func values(of vector: StateVector) throws -> [Double] {
    let start = try start(of: vector)
    return program.parameters.flatMap { arena.read(start + $0.place, $0.count) }
  }

  /// A copy of a flat vector as float32: exact for a float32 program.
  ///
  /// - Throws: `Failure` for anything but weights in a forward program.
  public func floats(of vector: StateVector) throws -> [Float] {
    let start = try start(of: vector)
    return program.parameters.flatMap { arena.readFloats(start + $0.place, $0.count) }
  }

  /// Overwrites a flat vector.
  ///
  /// - Throws: `Failure` when the count differs from `Program.weightCount`.
  public func set(_ vector: StateVector, to values: [Double]) throws {
    let start = try start(of: vector)
    try check(values.count)
    for parameter in program.parameters {
      arena.write(
        values[parameter.offset..<parameter.offset + parameter.count], at: start + parameter.place)
    }
  }

  /// Overwrites a flat vector.
  ///
  /// - Throws: `Failure` when the count differs from `Program.weightCount`.
  public func set(_ vector: StateVector, to values: [Float]) throws {
    let start = try start(of: vector)
    try check(values.count)
    for parameter in program.parameters {
      arena.write(
        values[parameter.offset..<parameter.offset + parameter.count], at: start + parameter.place)
    }
  }

  private func check(_ count: Int) throws {
    guard count == program.weightCount else {
      throw Failure("\(count) values do not fill \(program.weightCount) weights")
    }
  }

  private func start(of vector: StateVector) throws -> Int {
    if vector == .weights { return program.weights }
    guard let training = program.training else {
      throw Failure("a program compiled for evaluation has no \(vector.rawValue)")
    }
    return switch vector {
    case .weights: program.weights
    case .gradient: training.gradient
    case .firstMoment: training.firstMoment
    case .secondMoment: training.secondMoment
    }
  }

  // MARK: Diagnosis

  /// What first produced a missing or infinite number in the last batch, as `key (instruction 7)`;
  /// nil when everything is finite.
  ///
  /// Runs the batch again with the same random streams.
  /// - Throws: `Failure` when something is unbound.
  public func firstNonFinite() throws -> String? {
    let current = batchCount
    defer { batchCount = current }
    batchCount = lastBatch
    for index in 0..<program.updateIndex {
      try execute(index..<index + 1)
      let note = program.notes[index]
      if note.written.contains(where: { !arena[$0].isFinite }) {
        return "\(note.label) (instruction \(index))"
      }
    }
    return nil
  }
}
