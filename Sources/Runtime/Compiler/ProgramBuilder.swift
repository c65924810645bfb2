/// The steps, buffers and slots of a program while it is being lowered.
final class ProgramBuilder {
  /// A run of elements in the arena.
  struct Buffer {
    var count: Int
    /// The place of a buffer that keeps its content between steps; nil is planned.
    var place: Int?
    /// True when the host reads it after the run.
    var isKept = false
  }

  private(set) var buffers: [Buffer] = []
  private(set) var steps: [Step] = []
  private var attachments: [ObjectIdentifier: Int] = [:]
  private(set) var sources: [GatherSource] = []
  private(set) var indices: [(name: String, count: Int)] = []
  /// Numbers that stand in the arena before the first step.
  private(set) var initial: [(place: Int, values: [Double])] = []
  /// The end of what is kept between steps.
  private(set) var persistentCount = 0

  /// A buffer whose content lives until its last use.
  func transient(_ count: Int) -> Int {
    buffers.append(Buffer(count: count, place: nil))
    return buffers.count - 1
  }

  /// A buffer that keeps its content between steps, holding `values` at first.
  func persistent(_ count: Int, values: [Double] = []) -> Int {
    let place = reserve(count)
    if !values.isEmpty { initial.append((place, values)) }
    return fixed(count, at: place)
  }

  /// A buffer at a place reserved before.
  func fixed(_ count: Int, at place: Int) -> Int {
    buffers.append(Buffer(count: count, place: place))
    return buffers.count - 1
  }

  /// Room for `count` elements that stay; returns where it starts.
  func reserve(_ count: Int) -> Int {
    defer { persistentCount += ArenaLayout.rounded(count) }
    return persistentCount
  }

  /// Gives a planned buffer a place of its own; false where it has one already.
  func pin(_ buffer: Int, at place: Int) -> Bool {
    guard buffers[buffer].place == nil, !buffers[buffer].isKept else { return false }
    buffers[buffer].place = place
    return true
  }

  /// Remembers memory that belongs to a node beside its result, for instructions of other nodes.
  func attach(_ buffer: Int, to node: Expression) { attachments[ObjectIdentifier(node)] = buffer }

  func attached(to node: Expression) -> Int? { attachments[ObjectIdentifier(node)] }

  func keep(_ buffer: Int) { buffers[buffer].isKept = true }

  func append(_ step: Step) { steps.append(step) }

  /// Lets a pass replace the steps.
  func rewriteSteps(_ pass: ([Step]) -> [Step]) { steps = pass(steps) }

  func sourceSlot(_ source: GatherSource) -> Int {
    if let slot = sources.firstIndex(where: { $0.isSame(as: source) }) { return slot }
    sources.append(source)
    return sources.count - 1
  }

  /// - Throws: `Failure` when one index is asked for in two lengths.
  func indexSlot(_ name: String, count: Int) throws -> Int {
    if let slot = indices.firstIndex(where: { $0.name == name }) {
      guard indices[slot].count == count else {
        throw Failure(
          "a sample of \(count) values meets one of \(indices[slot].count) under index '\(name)'")
      }
      return slot
    }
    indices.append((name, count))
    return indices.count - 1
  }
}
