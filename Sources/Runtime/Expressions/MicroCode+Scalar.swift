@preconcurrency import Glibc

extension MicroCode {
  /// The operation on single numbers: constant folding, and the reference of the block kernels.
  public func value(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    switch self {
    case .add, .subtract, .multiply, .divide, .minimum, .maximum, .power, .modulo:
      arithmetic(a, b)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      a.isNaN || b.isNaN ? .nan : compares(a, b) ? 1 : 0
    case .and, .or, .not, .select, .isMissing, .coalesce: choice(a, b, c)
    default: function(a)
    }
  }

  private func arithmetic(_ a: Double, _ b: Double) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: b == 0 ? .nan : a / b
    case .minimum: a.isNaN || b.isNaN ? .nan : Swift.min(a, b)
    case .maximum: a.isNaN || b.isNaN ? .nan : Swift.max(a, b)
    case .power: a.isNaN || b.isNaN ? .nan : pow(a, b)
    default: b == 0 ? .nan : a - b * (a / b).rounded(.down)
    }
  }

  private func compares(_ a: Double, _ b: Double) -> Bool {
    switch self {
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    case .equal: a == b
    default: a != b
    }
  }

  private func choice(_ a: Double, _ b: Double, _ c: Double) -> Double {
    switch self {
    case .and: a == 0 || b == 0 ? 0 : a.isNaN || b.isNaN ? .nan : 1
    case .or:
      (a != 0 && !a.isNaN) || (b != 0 && !b.isNaN) ? 1 : a.isNaN || b.isNaN ? .nan : 0
    case .not: a.isNaN ? .nan : a == 0 ? 1 : 0
    case .select: a.isNaN ? .nan : a != 0 ? b : c
    case .isMissing: a.isNaN ? 1 : 0
    default: a.isNaN ? b : a
    }
  }

  private func function(_ a: Double) -> Double {
    switch self {
    case .negate: -a
    case .absolute: Swift.abs(a)
    case .sign: a.isNaN ? .nan : a > 0 ? 1 : a < 0 ? -1 : 0
    case .squareRoot: a.squareRoot()
    case .exponential: exp(a)
    case .logarithm: log(a)
    case .tanh: Glibc.tanh(a)
    case .sigmoid: 1 / (1 + exp(-a))
    case .softplus: a.isNaN ? .nan : Swift.max(a, 0) + log1p(exp(-Swift.abs(a)))
    case .relu: a.isNaN ? .nan : Swift.max(a, 0)
    case .square: a * a
    case .floor: a.rounded(.down)
    case .ceiling: a.rounded(.up)
    case .round: a.rounded(.toNearestOrEven)
    default: a == 0 ? .nan : 1 / a
    }
  }
}
