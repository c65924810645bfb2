import Runtime

/// Micro-operations on single numbers; the common ones without a kernel call.
enum ScalarMath {
  static func value(_ code: MicroCode, _ x: Double, _ y: Double) -> Double {
    switch code {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: y == 0 ? .nan : x / y
    case .modulo: y == 0 ? .nan : x - y * (x / y).rounded(.down)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      x.isNaN || y.isNaN ? .nan : compares(code, x, y) ? 1 : 0
    default: (try? code.value([x, y])) ?? .nan
    }
  }

  static func value(_ code: MicroCode, _ x: Double) -> Double {
    switch code {
    case .absolute: abs(x)
    case .squareRoot: x.squareRoot()
    default: (try? code.value([x])) ?? .nan
    }
  }

  private static func compares(_ code: MicroCode, _ x: Double, _ y: Double) -> Bool {
    switch code {
    case .less: x < y
    case .lessOrEqual: x <= y
    case .greater: x > y
    case .greaterOrEqual: x >= y
    case .equal: x == y
    default: x != y
    }
  }
}
