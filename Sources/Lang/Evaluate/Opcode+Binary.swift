extension Opcode {
  /// The operator of an opcode that has one.
  var binary: BinaryOperator {
    switch self {
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .modulo: .modulo
    case .power: .power
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    case .contains: .contains
    case .and: .and
    case .or: .or
    default: .add
    }
  }
}
