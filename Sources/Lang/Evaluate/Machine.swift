import Runtime

/// The register machine: one loop over the instructions of a chunk, which leaves runs of plain
/// numbers to `runNumbers`.
///
/// `r` is the session's register file, handed in while the machine runs and handed back around
/// everything that may look at the session. Calls of a `def` push a frame and stay in the loop.
final class Machine {
  /// Owns this machine.
  unowned let session: Session
  /// Frames that are open in all machines of the session, so that recursion is bounded.
  private var frames: [Frame] = []

  private struct Frame {
    let chunk: Chunk
    let base: Int
    let counter: Int
    let result: Int
  }

  static let deepestCall = 2_000
  static let mostRegisters = 8_000_000

  init(session: Session) {
    self.session = session
  }

  /// Runs a chunk and gives what it leaves with.
  ///
  /// - Throws: `Diagnostic` with a span, or `Interrupted`.
  func run(_ entry: Chunk, base entryBase: Int, arguments: [Value] = []) throws -> Value {
    var registers = session.variables.registers
    session.variables.registers = []
    defer { session.variables.registers = registers }
    try enter(entry, base: entryBase, &registers)
    for (index, argument) in arguments.enumerated() { registers[entryBase + index] = argument }
    return try loop(entry, entryBase, &registers)
  }

  /// Makes room for a frame, marks its locals as unset and places its constants.
  private func enter(_ chunk: Chunk, base: Int, _ r: inout [Value]) throws {
    let end = base + chunk.registerCount
    guard end <= Self.mostRegisters else { throw Failure("the call goes too deep") }
    if r.count < end { r.append(contentsOf: repeatElement(.none, count: end - r.count)) }
    for index in base..<(base + chunk.localCount) { r[index] = .unset }
    for (index, value) in chunk.constants.enumerated() {
      r[base + chunk.constantBase + index] = value
    }
  }

  private func loop(_ entry: Chunk, _ entryBase: Int, _ r: inout [Value]) throws -> Value {
    var chunk = entry
    var code = entry.code
    var base = entryBase
    var pc = 0
    let depth = frames.count
    do {
      while true {
        pc = Self.runNumbers(code, from: pc, &r, base: base)
        let step = code[pc]
        pc &+= 1
        let a = base &+ Int(step.a)
        let b = base &+ Int(step.b)
        let c = base &+ Int(step.c)
        switch step.code {
        case .add, .subtract, .multiply, .divide, .modulo, .power, .less, .lessOrEqual, .greater,
          .greaterOrEqual, .equal, .notEqual, .contains, .and, .or:
          r[a] = try combine(step.code.binary, r[b], r[c], chunk, pc)
        case .loopNext:
          if case .number(let last) = r[a], case .number(let position) = r[a + 1] {
            guard position < last else { break }
            r[a + 1] = .number(position + 1)
            r[b] = .number(position + 1)
          } else if !advance(a, into: b, &r) {
            break
          }
          try Interrupt.check()
          pc = Int(step.c)
        case .jumpBack:
          try Interrupt.check()
          pc = Int(step.a)
        case .jump: pc = Int(step.a)
        case .jumpIfFalse:
          if case .boolean(let flag) = r[b] {
            if !flag { pc = Int(step.a) }
          } else if try !Conditions.truth(of: r[b], in: session) {
            pc = Int(step.a)
          }
        case .jumpIfDecidedFalse: if case .boolean(false) = r[b] { pc = Int(step.a) }
        case .jumpIfDecidedTrue: if case .boolean(true) = r[b] { pc = Int(step.a) }
        case .jumpIfSet: if !r[b].isUnset { pc = Int(step.a) }
        case .move:
          r[a] = try settled(r[b], chunk, pc, step.b)
        case .negate:
          let span = chunk.spans[pc - 1]
          r[a] = name(
            try Arithmetic.negate(session.preferringColumn(r[b]), origin: span.origin), chunk, pc)
        case .not:
          let span = chunk.spans[pc - 1]
          r[a] = name(try Arithmetic.not(r[b], origin: span.origin), chunk, pc)
        case .loadName:
          r[a] = try load(chunk.references[Int(step.b)], base, &r)
        case .call:
          let site = chunk.calls[Int(step.b)]
          if let function = definition(site, r, base) {
            guard frames.count < Self.deepestCall else { throw Calls.tooDeep(function) }
            let start = base + chunk.registerCount
            try enter(function.chunk, base: start, &r)
            try place(site, function, from: base, at: start, &r)
            frames.append(Frame(chunk: chunk, base: base, counter: pc, result: a))
            (chunk, code, base, pc) = (function.chunk, function.chunk.code, start, 0)
          } else {
            r[a] = name(try call(site, chunk, base, &r), chunk, pc)
          }
        case .leave:
          let value = r[a]
          guard frames.count > depth, let frame = frames.popLast() else { return value }
          (chunk, code, base, pc) = (frame.chunk, frame.chunk.code, frame.base, frame.counter)
          r[frame.result] = name(value, chunk, pc)
        case .loopStart:
          try start(r[b], at: a, &r)
          pc = Int(step.c)
        case .act:
          try act(chunk.actions[Int(step.b)], on: a, chunk, base, &r)
        default:
          r[a] = name(try build(step, chunk, base, r), chunk, pc)
        }
      }
    } catch {
      let span = pc > 0 && pc <= chunk.spans.count ? chunk.spans[pc - 1] : nil
      frames.removeLast(frames.count - depth)
      throw Blame.diagnostic(error, at: span)
    }
  }

  /// A binary operation that `runNumbers` left.
  @inline(never)
  private func combine(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, _ chunk: Chunk, _ pc: Int
  ) throws -> Value {
    if left.isUnset || right.isUnset { throw Failure("a name in it has no value yet") }
    let span = chunk.spans[pc - 1]
    let (a, b) = (session.preferringColumn(left), session.preferringColumn(right))
    return name(try Arithmetic.binary(operation, a, b, origin: span.origin), chunk, pc)
  }

  /// A value on its way into a variable.
  private func settled(_ value: Value, _ chunk: Chunk, _ pc: Int, _ from: Int32) throws -> Value {
    if value.isUnset { throw Failure("this name has no value yet") }
    return name(value, chunk, pc)
  }

  /// Gives a series or frame the name of the variable that the last instruction wrote.
  private func name(_ value: Value, _ chunk: Chunk, _ pc: Int) -> Value {
    guard let name = chunk.targets[pc - 1] else { return value }
    return value.named(name)
  }
}
