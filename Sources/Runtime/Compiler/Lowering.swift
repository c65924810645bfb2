/// Turns an optimised graph into a program.
struct Lowering {
  let precision: Precision
  private let builder = ProgramBuilder()
  private var buffers: [ObjectIdentifier: Int] = [:]
  private var parameters: [Program.Parameter] = []
  private var inputs: [Program.Region] = []
  private var liveScalars: [(name: String, place: Int, value: Double)] = []
  private var paddedCount = 0

  init(precision: Precision) { self.precision = precision }

  /// What training computes beside the outputs.
  struct TrainingGraph {
    let recipe: OptimiserRecipe
    /// Of the parameters before the state.
    let gradients: [Expression]
    /// The new values of the last parameters, the state.
    let updates: [Expression]
  }

  mutating func program(
    outputs: [(String, Expression)], parameters: [Expression], training: TrainingGraph?
  ) throws -> Program {
    try layOut(parameters)
    let roots = outputs.map(\.1) + (training?.gradients ?? []) + (training?.updates ?? [])
    try lower(roots)
    let named = try outputs.map { name, node in (name, try kept(node), node.dimensions ?? []) }
    let placed = try training.map { try append($0, loss: named[0].1) }
    for (parameter, node) in zip(
      self.parameters.suffix(training?.updates.count ?? 0), training?.updates ?? [])
    {
      try write(node, to: parameter)
    }
    Rematerialisation.apply(to: builder)
    builder.rewriteSteps {
      PartPlanner.apply(to: StepFusion.apply(to: $0, buffers: builder.buffers))
    }
    let updateIndex = builder.steps.firstIndex { $0.opcode == .update } ?? builder.steps.count
    return try finish(named, placed, updateIndex)
  }

  // MARK: Weights

  private mutating func layOut(_ nodes: [Expression]) throws {
    var offset = 0
    for node in nodes {
      guard let leaf = node.operation as? ParameterLeaf else {
        throw Failure("'\(node.operation.key)' is not a parameter of a network")
      }
      guard buffers[ObjectIdentifier(node)] == nil else {
        throw Failure("parameter '\(leaf.name)' is given twice")
      }
      let place = builder.reserve(node.elementCount)
      buffers[ObjectIdentifier(node)] = builder.fixed(node.elementCount, at: place)
      parameters.append(
        Program.Parameter(name: leaf.name, shape: leaf.dimensions, offset: offset, place: place))
      offset += node.elementCount
    }
    paddedCount = builder.persistentCount
  }

  // MARK: Nodes

  private mutating func lower(_ roots: [Expression]) throws {
    let order = Autodiff.topologicalOrder(of: roots, tensorsOnly: true)
    let fusion = Fusion(order: order, kept: Set(roots.map { ObjectIdentifier($0) }))
    let sums = Self.fusedSums(in: order, fusion, roots: roots)
    for node in order where buffers[ObjectIdentifier(node)] == nil && !fusion.isInner(node) {
      if let chain = fusion.members[ObjectIdentifier(node)] {
        guard !sums.contains(ObjectIdentifier(node)) else { continue }
        try lower(chain: chain, node: node, sum: nil)
      } else if let sum = node.operation as? Sum, sums.contains(ObjectIdentifier(node.inputs[0])),
        let chain = fusion.members[ObjectIdentifier(node.inputs[0])]
      {
        try lower(chain: chain, node: node, sum: sum)
      } else {
        try lower(node: node)
      }
    }
  }

  /// Chains that only a sum over everything reads.
  private static func fusedSums(in order: [Expression], _ fusion: Fusion, roots: [Expression])
    -> Set<ObjectIdentifier>
  {
    let kept = Set(roots.map { ObjectIdentifier($0) })
    let users = Fusion.users(in: order)
    var result: Set<ObjectIdentifier> = []
    for node in order {
      guard let sum = node.operation as? Sum, sum.axis == nil, let input = node.inputs.first else {
        continue
      }
      let id = ObjectIdentifier(input)
      guard fusion.members[id] != nil, !kept.contains(id), users[id]?.count == 1 else { continue }
      result.insert(id)
    }
    return result
  }

  private mutating func lower(chain nodes: [Expression], node: Expression, sum: Sum?) throws {
    let (chain, operands) = try ChainEncoder.encode(nodes, endsInSum: sum != nil)
    let output = builder.transient(node.elementCount)
    let result = sum == nil ? node : node.inputs[0]
    builder.append(
      Step(
        opcode: sum == nil ? .elementwise : .elementwiseSum, m: result.elementCount,
        operands: [output] + (try operands.map(buffer)), immediates: (sum?.factor ?? 0, 0),
        chain: chain,
        label: nodes.map { $0.operation.key }.joined(separator: " ")
          + (sum == nil ? "" : " sum")))
    buffers[ObjectIdentifier(node)] = output
  }

  private mutating func lower(node: Expression) throws {
    let id = ObjectIdentifier(node)
    switch node.operation {
    case let constant as Constant:
      buffers[id] = builder.persistent(1, values: [constant.value])
    case let live as LiveScalar:
      buffers[id] = lower(live)
    case let leaf as ParameterLeaf:
      throw Failure("parameter '\(leaf.name)' is not among the program's parameters")
    case let leaf as InputLeaf:
      buffers[id] = lower(leaf, count: node.elementCount)
    case let tensor as ConstantTensor:
      buffers[id] = builder.persistent(node.elementCount, values: tensor.values)
    case let operation as any TensorOperation:
      buffers[id] = try lower(operation, node)
    default:
      buffers[id] = try lower(statistic: node)
    }
  }

  /// One number of a whole series, such as its mean: computed ahead like a column, read at row 0.
  private func lower(statistic node: Expression) throws -> Int {
    guard node.type.shape == .scalar else {
      throw Failure("'\(node.operation.key)' works on series, not on the values of a batch")
    }
    let source = builder.sourceSlot(.column(node))
    let index = try builder.indexSlot(Program.firstRow, count: 1)
    let output = builder.transient(1)
    builder.append(
      Step(
        opcode: .gather, operands: [output], immediates: (.nan, 0), extra: [source, index],
        label: node.operation.key))
    return output
  }

  private mutating func lower(_ live: LiveScalar) -> Int {
    let place = builder.reserve(1)
    liveScalars.append((live.name, place, live.initial))
    return builder.fixed(1, at: place)
  }

  private mutating func lower(_ leaf: InputLeaf, count: Int) -> Int {
    let place = builder.reserve(count)
    inputs.append(Program.Region(name: leaf.name, place: place, shape: leaf.dimensions))
    return builder.fixed(count, at: place)
  }

  private mutating func lower(_ operation: any TensorOperation, _ node: Expression) throws -> Int {
    if operation.isView { return try buffer(node.inputs[0]) }
    let isGather = node.operation is GatherColumn
    let inputs = isGather ? [] : try node.inputs.map(buffer)
    let output = builder.transient(operation.bufferCount(of: node))
    try operation.lower(LoweringSite(node: node, output: output, inputs: inputs, builder: builder))
    return output
  }

  private func buffer(_ node: Expression) throws -> Int {
    guard let buffer = buffers[ObjectIdentifier(node)] else {
      throw Failure("'\(node.operation.key)' is not a value of the batch")
    }
    return buffer
  }

  /// The buffer of an output, which stays readable after the run.
  private func kept(_ node: Expression) throws -> Int {
    let index = try buffer(node)
    builder.keep(index)
    return index
  }

  // MARK: Training

  private mutating func append(_ training: TrainingGraph, loss: Int) throws -> Program.Training {
    let gradient = builder.reserve(paddedCount)
    let first = builder.reserve(paddedCount)
    let second = builder.reserve(paddedCount)
    let numbers = builder.persistent(OptimiserNumbers.count)
    let norm = builder.persistent(1)
    for (parameter, node) in zip(parameters, training.gradients) {
      try place(node, at: gradient + parameter.place, label: parameter.name)
    }
    let state = parameters.dropFirst(training.gradients.count).first
    let count = state?.place ?? paddedCount
    let vectors = [0, gradient, first, second].map { builder.fixed(count, at: $0) }
    builder.append(
      Step(opcode: .norm, m: count, operands: [norm, vectors[1]], label: "gradient norm"))
    builder.append(
      Step(
        opcode: .update, m: count, operands: vectors + [numbers, norm],
        flags: training.recipe.rule == .sgd ? 0 : 1, label: training.recipe.rule.rawValue))
    return Program.Training(
      recipe: training.recipe, loss: loss, norm: norm, numbers: numbers, gradient: gradient,
      firstMoment: first, secondMoment: second)
  }

  /// Makes the node's value appear at a place of the flat gradient.
  private func place(_ node: Expression, at place: Int, label: String) throws {
    let index = try buffer(node)
    guard !builder.pin(index, at: place) else { return }
    let target = builder.fixed(node.elementCount, at: place)
    builder.append(
      Step(
        opcode: .copy, m: node.elementCount, operands: [target, index],
        label: "gradient of \(label)"))
  }

  /// Copies the new value of a state parameter to its place.
  private func write(_ node: Expression, to parameter: Program.Parameter) throws {
    let target = builder.fixed(node.elementCount, at: parameter.place)
    builder.append(
      Step(
        opcode: .copy, m: node.elementCount, operands: [target, try buffer(node)],
        label: "state \(parameter.name)"))
  }

  // MARK: Program

  private func finish(
    _ outputs: [(String, Int, [Int])], _ training: Program.Training?, _ updateIndex: Int
  ) throws -> Program {
    let (places, count) = MemoryPlanner.plan(builder)
    let counts = builder.buffers.map(\.count)
    let regions = outputs.map { Program.Region(name: $0.0, place: places[$0.1], shape: $0.2) }
    let program = Program(
      Program.Parts(
        precision: precision, parameters: parameters, sources: builder.sources,
        indices: builder.indices, outputs: regions, inputs: inputs, liveScalars: liveScalars,
        initial: builder.initial, weights: 0, paddedWeightCount: paddedCount,
        persistentCount: builder.persistentCount, arenaCount: count,
        training: training.map { $0.placed(places) }, updateIndex: updateIndex,
        code: try InstructionEncoder(builder.steps, places: places, counts: counts, precision),
        description: ProgramPrinter.print(builder, places: places, count: count, precision)))
    try ProgramVerifier.verify(program)
    return program
  }
}

extension Program.Training {
  /// The same with buffers replaced by places.
  fileprivate func placed(_ places: [Int]) -> Program.Training {
    Program.Training(
      recipe: recipe, loss: places[loss], norm: places[norm], numbers: places[numbers],
      gradient: gradient, firstMoment: firstMoment, secondMoment: secondMoment)
  }
}
