import Runtime

/// `model NAME = recipe`.
enum ModelNaming {
  static func name(_ value: Value, _ name: String) throws -> Value {
    guard case .object(let object) = value, let model = object as? ModelValue else {
      throw Failure(
        "model '\(name)' must be a recipe such as mlp(hidden=[32, 16]), not \(value.described)")
    }
    return .object(model.named(name))
  }
}
