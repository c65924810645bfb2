extension Loss {
  /// `mean((p - y)^2)`.
  public static let mse = Loss("mse") { context in
    let error = try Expression.subtract(context.prediction, context.label)
    return Graph(try context.mean(.multiply(error, error)))
  }

  /// `mean(|p - y|)`.
  public static let mae = Loss("mae") { context in
    let error = try Expression.subtract(context.prediction, context.label)
    return Graph(try context.mean(.absolute(error)))
  }

  /// `mean(e^2 / 2 where |e| <= delta else delta (|e| - delta / 2))`.
  public static func huber(delta: Double = 1) -> Loss {
    Loss("huber", options: [Option("delta", delta)]) { context in
      let delta = try context.option("delta")
      let half = Expression(constant: 0.5)
      let error = try Expression.absolute(.subtract(context.prediction, context.label))
      let square = try Expression.multiply(half, .multiply(error, error))
      let line = try Expression.multiply(delta, .subtract(error, .multiply(half, delta)))
      return Graph(try context.mean(.select(.lessOrEqual(error, delta), square, line)))
    }
  }

  /// Binary cross-entropy of the logit: `mean(ln(1 + e^z) - y z)`, which does not saturate.
  public static let bce = Loss("bce") { context in
    let z = context.logit
    return Graph(try context.mean(.subtract(.softplus(z), .multiply(context.label, z))))
  }

  /// The mean of `-ln p` of each sample's class, from the logits.
  public static let crossEntropy = Loss("cross_entropy") { context in
    guard context.logit.dimensions?.count == 2 else {
      throw Failure(
        "cross_entropy compares classes: the network has one number per sample",
        hint: "it is the loss of a target of categories")
    }
    let parts = try Expression.crossEntropy(logits: context.logit, codes: context.label)
    let mask = try Expression.sampleMask(context.shape)
    return Graph(
      try .divide(.sum(parts.losses, mask: mask), .sum(parts.weights, mask: mask)))
  }

  /// The loss that suits a label: mse for numbers, bce for yes/no, cross-entropy for categories.
  public static func suiting(_ kind: Target.Kind) throws -> Loss {
    switch kind {
    case .number: return .mse
    case .yesNo: return .bce
    case .category: return .crossEntropy
    }
  }

  /// A built-in loss by name with its default options.
  public static func builtIn(named name: String) -> Loss? {
    switch name {
    case "mse": .mse
    case "mae": .mae
    case "huber": .huber()
    case "bce": .bce
    case "cross_entropy": .crossEntropy
    default: nil
    }
  }
}
