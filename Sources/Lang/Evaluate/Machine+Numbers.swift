import Runtime

extension Machine {
  /// Runs ahead over arithmetic, comparisons and loops on plain numbers, and over jumps.
  ///
  /// Registers that hold a number are overwritten without a look at what they held, which is most of
  /// the time of a loop otherwise.
  /// - Returns: the counter of the first instruction that needs more: a missing number in a
  ///   comparison, another kind of value, a call, an interrupt.
  static func runNumbers(
    _ code: [Instruction], from start: Int, _ r: inout [Value], base: Int
  ) -> Int {
    code.withUnsafeBufferPointer { code in
      r.withUnsafeMutableBufferPointer { registers in
        guard let first = registers.baseAddress, let code = code.baseAddress else { return start }
        return NumberRun(code: code, r: first + base).run(from: start)
      }
    }
  }
}

/// Unsafe: addresses of a chunk's code and of its frame in the register file. The frame was made as
/// long as the chunk asks, and the code's registers and jumps lie within.
private struct NumberRun {
  let code: UnsafePointer<Instruction>
  let r: UnsafeMutablePointer<Value>

  func run(from start: Int) -> Int {
    var pc = start
    while true {
      let step = code[pc]
      let (a, b, c) = (Int(step.a), Int(step.b), Int(step.c))
      switch step.code {
      case .add:
        guard case .number(let x) = r[b], case .number(let y) = r[c] else { return pc }
        put(.number(x + y), at: a)
      case .subtract:
        guard case .number(let x) = r[b], case .number(let y) = r[c] else { return pc }
        put(.number(x - y), at: a)
      case .multiply:
        guard case .number(let x) = r[b], case .number(let y) = r[c] else { return pc }
        put(.number(x * y), at: a)
      case .divide:
        guard case .number(let x) = r[b], case .number(let y) = r[c] else { return pc }
        put(.number(y == 0 ? .nan : x / y), at: a)
      case .negate:
        guard case .number(let x) = r[b] else { return pc }
        put(.number(-x), at: a)
      case .less:
        guard case .number(let x) = r[b], case .number(let y) = r[c], x == x, y == y
        else { return pc }
        put(.boolean(x < y), at: a)
      case .lessOrEqual:
        guard case .number(let x) = r[b], case .number(let y) = r[c], x == x, y == y
        else { return pc }
        put(.boolean(x <= y), at: a)
      case .greater:
        guard case .number(let x) = r[b], case .number(let y) = r[c], x == x, y == y
        else { return pc }
        put(.boolean(x > y), at: a)
      case .greaterOrEqual:
        guard case .number(let x) = r[b], case .number(let y) = r[c], x == x, y == y
        else { return pc }
        put(.boolean(x >= y), at: a)
      case .move:
        guard case .number = r[b] else { return pc }
        put(r[b], at: a)
      case .loopNext:
        guard case .number(let last) = r[a], case .number(let position) = r[a + 1],
          !Interrupt.isRequested
        else { return pc }
        guard position < last else { break }
        put(.number(position + 1), at: a + 1)
        put(.number(position + 1), at: b)
        pc = c
        continue
      case .jump, .jumpBack:
        guard !Interrupt.isRequested else { return pc }
        pc = a
        continue
      case .jumpIfFalse:
        guard case .boolean(let flag) = r[b] else { return pc }
        if !flag {
          pc = a
          continue
        }
      default: return pc
      }
      pc &+= 1
    }
  }

  /// Writes a number or truth value; a plain one that it replaces needs no release.
  @inline(__always)
  private func put(_ value: Value, at register: Int) {
    switch r[register] {
    case .number, .boolean: (r + register).initialize(to: value)
    default: r[register] = value
    }
  }
}
