import CKernels

/// A flat list of instructions on one arena, compiled once for fixed shapes and verified once.
public final class Program: Sendable {
  /// Weights in the flat vectors, in the order given to the compiler.
  public struct Parameter: Sendable {
    public let name: String
    public let shape: [Int]
    /// Where it starts in the flat vectors that the host reads and writes.
    public let offset: Int
    public var count: Int { shape.reduce(1, *) }
    /// Where it starts among the padded weights of the arena.
    let place: Int
  }

  /// A place of the arena with a name.
  struct Region: Sendable {
    let name: String
    let place: Int
    let shape: [Int]
    var count: Int { shape.reduce(1, *) }
  }

  /// What training adds to a forward program.
  struct Training: Sendable {
    let recipe: OptimiserRecipe
    let loss: Int
    let norm: Int
    let numbers: Int
    let gradient: Int
    let firstMoment: Int
    let secondMoment: Int
  }

  public let precision: Precision
  public let parameters: [Parameter]
  /// Columns to compute over all rows and to bind, in the order of their slots; a statistic of a
  /// whole series among them is one number.
  public let columns: [Expression]
  /// Names and widths of the matrices to bind.
  public let matrices: [(name: String, width: Int)]
  public let outputNames: [String]

  let instructions: [fml_instruction]
  let micros: [fml_micro]
  let operands: [UInt64]
  let sources: [GatherSource]
  let indexSlots: [(name: String, count: Int)]
  let outputs: [Region]
  let inputs: [Region]
  let liveScalars: [(name: String, place: Int, value: Double)]
  let initial: [(place: Int, values: [Double])]
  let weights: Int
  /// The length of each flat vector in the arena, with padding.
  let paddedWeightCount: Int
  let persistentCount: Int
  let arenaCount: Int
  let training: Training?
  /// The first instruction that changes the weights, or the end.
  let updateIndex: Int
  /// The first instruction that writes the network's state, or the end.
  let stateIndex: Int
  /// What each instruction computes: its node and the elements it writes.
  let notes: [(label: String, written: Range<Int>)]
  /// Some instruction calls the linear algebra library.
  let usesLibrary: Bool
  public let description: String

  init(_ parts: Parts) {
    precision = parts.precision
    parameters = parts.parameters
    columns = parts.sources.compactMap { if case .column(let node) = $0 { node } else { nil } }
    matrices = parts.sources.compactMap { source in
      if case .matrix(let name, let width) = source { (name, width) } else { nil }
    }
    indexSlots = parts.indices
    outputNames = parts.outputs.map(\.name)
    instructions = parts.code.instructions
    micros = parts.code.micros
    operands = parts.code.operands
    notes = parts.code.notes
    sources = parts.sources
    outputs = parts.outputs
    inputs = parts.inputs
    liveScalars = parts.liveScalars
    initial = parts.initial
    weights = parts.weights
    paddedWeightCount = parts.paddedWeightCount
    persistentCount = parts.persistentCount
    arenaCount = parts.arenaCount
    training = parts.training
    updateIndex = parts.updateIndex
    let labels = parts.code.notes.map(\.label)
    stateIndex =
      labels.indices.dropFirst(parts.updateIndex).first { labels[$0].hasPrefix("state ") }
      ?? labels.count
    usesLibrary = parts.code.instructions.contains {
      Opcode(rawValue: $0.opcode)?.callsLibrary == true
    }
    description = parts.description
  }

  /// The index of numbers that belong to a whole series; it stays at row 0.
  static let firstRow = "first row"

  /// Names and lengths of the row indices to write before a step.
  public var indices: [(name: String, count: Int)] {
    indexSlots.filter { $0.name != Self.firstRow }
  }

  /// How many weights the flat vectors hold.
  public var weightCount: Int { parameters.reduce(0) { $0 + $1.count } }
  public var instructionCount: Int { instructions.count }
  /// The memory of one executor.
  public var arenaBytes: Int { (arenaCount + ArenaLayout.slack) * elementSize }
  public var liveNames: [String] { liveScalars.map(\.name) }
  public var inputNames: [String] { inputs.map(\.name) }

  var elementSize: Int { precision == .float32 ? 4 : 8 }
}

extension Program {
  /// What the compiler hands over.
  struct Parts {
    var precision: Precision
    var parameters: [Parameter]
    var sources: [GatherSource]
    var indices: [(name: String, count: Int)]
    var outputs: [Region]
    var inputs: [Region]
    var liveScalars: [(name: String, place: Int, value: Double)]
    var initial: [(place: Int, values: [Double])]
    var weights: Int
    var paddedWeightCount: Int
    var persistentCount: Int
    var arenaCount: Int
    var training: Training?
    var updateIndex: Int
    var code: InstructionEncoder
    var description: String
  }
}
