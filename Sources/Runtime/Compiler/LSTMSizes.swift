/// The sizes of an LSTM layer and of the memory its instructions need; they depend on shapes only.
struct LSTMSizes {
  let steps: Int
  let samples: Int
  /// Numbers of a step of the input.
  let width: Int
  let units: Int

  /// Gates of more numbers than this are computed again for the gradient instead of kept: a third
  /// more arithmetic for a third of the memory.
  static let mostKeptGates = 1 << 20
  /// Samples that one part should have at least.
  static let samplesPerPart = 128
  static let mostParts = 4
  /// Rows that the gradient works on at once.
  static let rowsAtOnce = 512

  init(_ node: Expression) throws {
    let x = try Expression.sequence(node.inputs[0], for: "lstm")
    self.init(
      steps: x.steps, samples: x.batch, width: x.channels, units: node.lastDimension)
  }

  init(steps: Int, samples: Int, width: Int, units: Int) {
    self.steps = steps
    self.samples = samples
    self.width = width
    self.units = units
  }

  var gates: Int { 4 * units }
  var keepsGates: Bool { steps * samples * gates <= Self.mostKeptGates }
  var flags: UInt8 { keepsGates ? Opcode.keepsGates : 0 }

  /// Hidden states, then cell states and gates, or the cell states before each span.
  var resultCount: Int {
    let cells = keepsGates ? steps * (units + gates) : (steps + span - 1) / span * units
    return samples * (steps * units + cells)
  }

  /// How many parts the samples are cut into.
  var parts: Int {
    let work = Double(steps * samples) * Double(gates * (width + units))
    guard work > 4e6 else { return 1 }
    return max(1, min(Self.mostParts, samples / Self.samplesPerPart))
  }

  /// Steps that the gradient works on at once.
  var span: Int { max(1, min(steps, Self.rowsAtOnce / max(1, rowsPerPart))) }

  private var rowsPerPart: Int { ((samples + 7) / 8 + parts - 1) / parts * 8 }

  /// The weights of every part in panels, then the gates and cells of a step where they are
  /// not kept.
  var scratchCount: Int {
    let packed = Self.packedCount(gates, width) + Self.packedCount(gates, units)
    return parts * packed + (keepsGates ? 0 : samples * (gates + units))
  }

  /// The most numbers that a right factor `[k, n]` takes in panels.
  private static func packedCount(_ n: Int, _ k: Int) -> Int { (n + 31) / 32 * 32 * k }

  /// The adjoints of weights and bias.
  var sumCount: Int { gates * (width + units + 1) }

  /// Sums of every part, then its own memory.
  var workCount: Int {
    let own = rowsPerPart * (2 * units + span * (6 * units + 2 * width))
    return parts * (sumCount + own + Self.packedCount(units, gates))
  }
}
