import CKernels

/// Runs a program on its own arena; used by one thread at a time.
///
/// Bind matrices and columns once, write indices and inputs before each run, then `step()` a
/// training program or `run()` a forward one. Nothing is allocated inside either.
public final class Executor {
  public let program: Program
  /// Keys the random streams of the program.
  public var seed: UInt64
  /// Batches seen, bad ones included: the step number of the random streams.
  public var batchCount: UInt64 = 0
  /// Updates made: the step number of the optimiser.
  public var updateCount: UInt64 = 0

  public var learningRate = 0.001
  /// The factor on the weights that is added to the gradient (Adam, SGD) or taken off (AdamW).
  public var weightDecay = 0.0
  /// The largest norm of the gradient; longer ones are scaled to it. Zero does not clip.
  public var clip = 0.0
  /// Whether `clip` holds for every weight tensor by itself instead of for all together.
  public var clipsTensors = false

  let arena: Arena
  /// The batch number of the last run.
  private(set) var lastBatch: UInt64 = 0
  private let kernels: KernelTable
  private let gemm: fml_gemm
  /// Further threads, where the program has parts and more than one thread is wanted.
  private let crew: Crew?
  /// The program's lists at addresses that stay, so that a step takes no closure and counts nothing.
  private let instructions: UnsafeMutablePointer<fml_instruction>
  private let micros: UnsafeMutablePointer<fml_micro>
  private let operands: UnsafeMutablePointer<UInt64>
  let sources: UnsafeMutablePointer<fml_source>
  private let indices: UnsafeMutablePointer<UnsafePointer<Int32>?>
  let indexBuffers: [UnsafeMutableBufferPointer<Int32>]
  /// The matrices behind `sources`, kept alive.
  var bound: [SourceMatrix?]
  private var isBound = false

  public init(_ program: Program, seed: UInt64 = 0) {
    self.program = program
    self.seed = seed
    arena = Arena(count: program.arenaCount, precision: program.precision)
    kernels = KernelTable(program.precision)
    gemm = LibraryProduct.gemm(program.precision)
    let most = program.instructions.map { Int($0.parts) }.max() ?? 1
    let threads = min(EngineThreads.count, most)
    crew = threads > 1 ? Crew(size: threads) : nil
    instructions = .copy(of: program.instructions)
    micros = .copy(of: program.micros)
    operands = .copy(of: program.operands)
    sources = .allocate(capacity: max(1, program.sources.count))
    sources.initialize(repeating: fml_source(), count: max(1, program.sources.count))
    indexBuffers = program.indexSlots.map { .allocate(capacity: $0.count) }
    indices = .allocate(capacity: max(1, indexBuffers.count))
    indices.initialize(to: nil)
    for (slot, buffer) in indexBuffers.enumerated() {
      buffer.initialize(repeating: program.indexSlots[slot].name == Program.firstRow ? 0 : -1)
      (indices + slot).initialize(to: UnsafePointer(buffer.baseAddress))
    }
    bound = Array(repeating: nil, count: program.sources.count)
    for (place, values) in program.initial { arena.write(values, at: place) }
    for live in program.liveScalars { arena[live.place] = live.value }
  }

  deinit {
    instructions.deallocate()
    micros.deallocate()
    operands.deallocate()
    sources.deallocate()
    indices.deallocate()
    for buffer in indexBuffers { buffer.deallocate() }
  }

  /// Gives back the memory of intermediate values; weights, moments and inputs stay.
  func releaseIntermediates() { arena.release(from: program.persistentCount) }

  // MARK: Running

  /// Runs forward and backward, checks loss and gradient, then updates the weights.
  ///
  /// - Throws: `Failure` when something is unbound, a row number lies outside its matrix or the
  ///   linear algebra library is missing.
  public func step() throws -> StepResult {
    let result = try computeGradient()
    batchCount &+= 1
    guard result.isFinite else { return result }
    if clipsTensors { clipTensors() }
    try update()
    return result
  }

  /// Runs the optimiser on the gradient that is there, then writes the state of the last batch.
  func update() throws {
    try updateWeights()
    try writeState()
  }

  /// Runs the optimiser on the gradient that is there.
  func updateWeights() throws {
    updateCount &+= 1
    writeOptimiserNumbers()
    try execute(program.updateIndex..<program.stateIndex)
  }

  /// Writes what the last batch makes of the network's state, such as running statistics.
  func writeState() throws {
    guard program.stateIndex < program.instructions.count else { return }
    try execute(program.stateIndex..<program.instructions.count)
  }

  /// Computes loss and gradient of a training program and leaves the weights alone.
  ///
  /// - Throws: `Failure` when something is unbound or a row number lies outside its matrix.
  public func computeGradient() throws -> StepResult {
    guard let training = program.training else {
      throw Failure("this program was compiled for evaluation and has no gradient")
    }
    try execute(0..<program.updateIndex)
    return StepResult(loss: arena[training.loss], gradientNorm: arena[training.norm])
  }

  /// Runs a forward program.
  ///
  /// - Throws: `Failure` when something is unbound or a row number lies outside its matrix.
  public func run() throws { try execute(0..<program.updateIndex) }

  func execute(_ range: Range<Int>) throws {
    try checkBindings()
    var context = fml_context()
    context.arena = arena.base
    context.sources = UnsafePointer(sources)
    context.indices = UnsafePointer(indices)
    context.seed = seed
    context.step = batchCount
    context.part = 0
    context.parts = 1
    context.gemm = gemm
    lastBatch = batchCount
    context.micros = UnsafePointer(micros)
    context.operands = UnsafePointer(operands)
    if let failed = loop(range, &context) { throw Failure.rowOutside(program.notes[failed].label) }
  }

  /// The instruction loop; returns the instruction that met a bad row number.
  private func loop(
    _ range: Range<Int>, _ context: UnsafeMutablePointer<fml_context>
  ) -> Int? {
    guard let functions = kernels.functions else { return nil }
    for index in range {
      let instruction = UnsafePointer(instructions + index)
      guard let kernel = functions[Int(instruction.pointee.opcode)] else { return index }
      let isDone =
        instruction.pointee.parts <= 1
        ? kernel(context, instruction) == 0 : runParts(kernel, instruction, context)
      guard isDone else { return index }
    }
    return nil
  }

  private func runParts(
    _ kernel: fml_kernel, _ instruction: UnsafePointer<fml_instruction>,
    _ context: UnsafeMutablePointer<fml_context>
  ) -> Bool {
    if let crew { return crew.run(kernel, instruction, context) }
    defer { (context.pointee.part, context.pointee.parts) = (0, 1) }
    context.pointee.parts = Int32(instruction.pointee.parts)
    for part in 0..<context.pointee.parts {
      context.pointee.part = part
      guard kernel(context, instruction) == 0 else { return false }
    }
    return true
  }

  private func checkBindings() throws {
    guard !isBound else { return }
    for (slot, matrix) in bound.enumerated() where matrix == nil {
      throw Failure.unbound(program.sources[slot])
    }
    if program.usesLibrary { try LinearAlgebra.load() }
    isBound = true
  }

  private func writeOptimiserNumbers() {
    guard let training = program.training else { return }
    let recipe = training.recipe
    let isAdam = recipe.rule != .sgd
    let count = Double(updateCount)
    let first = isAdam ? 1 - power(recipe.beta1, count) : 1
    let second = isAdam ? 1 - power(recipe.beta2, count) : 1
    func set(_ number: OptimiserNumbers, _ value: Double) {
      arena[training.numbers + number.rawValue] = value
    }
    set(.stepSize, learningRate / first)
    set(.decayFactor, recipe.rule == .adamW ? 1 - learningRate * weightDecay : 1)
    set(.decayGradient, recipe.rule == .adamW ? 0 : weightDecay)
    set(.beta1, recipe.beta1)
    set(.beta1Rest, 1 - recipe.beta1)
    set(.beta2, recipe.beta2)
    set(.beta2Rest, 1 - recipe.beta2)
    set(.correction, 1 / second.squareRoot())
    set(.epsilon, recipe.epsilon)
    set(.clip, clipsTensors ? 0 : clip)
  }
}

/// `base ^ exponent` for a whole exponent, by squaring: the same bits on every machine.
///
/// Powers below e^-40 are zero: one less them is one.
private func power(_ base: Double, _ exponent: Double) -> Double {
  guard (1 - base) * exponent < 40 else { return 0 }
  var (result, factor) = (1.0, base)
  var rest = UInt64(exactly: exponent) ?? 0
  while rest > 0 {
    if rest & 1 == 1 { result *= factor }
    factor *= factor
    rest >>= 1
  }
  return result
}

extension UnsafeMutablePointer {
  /// New memory with the values of a list; the caller deallocates it.
  fileprivate static func copy(of values: [Pointee]) -> Self {
    let memory = Self.allocate(capacity: max(1, values.count))
    _ = UnsafeMutableBufferPointer(start: memory, count: values.count)
      .initialize(fromContentsOf: values)
    return memory
  }
}

extension Failure {
  fileprivate static func rowOutside(_ label: String) -> Failure {
    Failure("a sample names a row that its data does not have (\(label))")
  }

  fileprivate static func unbound(_ source: GatherSource) -> Failure {
    switch source {
    case .matrix(let name, _): Failure("matrix '\(name)' is not bound to the program")
    case .column(let node): Failure("column '\(node.operation.key)' is not bound to the program")
    }
  }
}
