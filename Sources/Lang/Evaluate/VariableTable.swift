import Runtime

/// The variables of a session: names to slots of the register file.
///
/// Slots are never reused, so that compiled bodies may keep them. A name bound by a command while a
/// statement runs waits in `pending` until the statement is done, because the registers above the
/// last slot hold the statement's temporaries.
struct VariableTable: Sendable {
  private(set) var names: [String] = []
  private var slots: [String: Int] = [:]
  var registers: [Value] = []
  var pending: [(name: String, value: Value)] = []

  func slot(of name: String) -> Int? { slots[name] }

  /// The slot of a name, made when there is none.
  mutating func declare(_ name: String) -> Int {
    if let slot = slots[name] { return slot }
    let slot = names.count
    names.append(name)
    slots[name] = slot
    if registers.count <= slot {
      registers.append(Value.unset)
    } else {
      registers[slot] = Value.unset
    }
    return slot
  }

  /// The value of a variable that has one.
  subscript(_ name: String) -> Value? {
    if let waiting = pending.last(where: { $0.name == name }) { return waiting.value }
    guard let slot = slots[name], slot < registers.count, !registers[slot].isUnset else {
      return nil
    }
    return registers[slot]
  }

  /// Gives every variable the value it had before a statement that failed; what a command bound
  /// on the way, such as a paused training, stays bound.
  mutating func restore(_ earlier: VariableTable) {
    let known = earlier.registers.prefix(earlier.names.count)
    registers = known + Array(repeating: .unset, count: max(0, names.count - known.count))
  }

  /// Binds what commands bound while a statement ran, and drops the temporaries.
  mutating func settle() {
    if registers.count > names.count { registers.removeLast(registers.count - names.count) }
    for (name, value) in pending { registers[declare(name)] = value }
    pending = []
  }
}

extension Value {
  /// What a declared variable holds before it is first bound.
  static let unset = Value.object(UnsetValue.shared)

  var isUnset: Bool {
    if case .object(let object) = self { return object === UnsetValue.shared }
    return false
  }
}

/// The mark of a variable without a value; never seen by a program.
private final class UnsetValue: ObjectValue {
  static let shared = UnsetValue()
  let typeName = "nothing"
  let summary = ""
  let memberNames: [String] = []
  func describe(_ printer: PrintContext) -> String { "" }
  func member(_ name: String) throws -> Value? { nil }
}
