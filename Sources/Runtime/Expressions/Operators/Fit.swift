/// Whole-sample statistics taken from the training rows alone.
enum Fit: Operator {
  static let signature = Signature(
    "fit", group: OperatorGroup.sample,
    "statistics of the training rows instead of the whole sample",
    details: """
      fit(e): every whole-sample statistic inside e (mean(x), std(x), rank(x), quantile(x, q=) and so on) is
      taken over the training rows of the split, so that e may be used in features.
      """,
    positionals: [Parameter("e", .series, "an expression with whole-sample statistics")],
    examples: [Example("fit((volume - mean(volume)) / std(volume))")],
    keywords: ["train", "scope", "leak"])

  static func build(_ call: OperatorCall) throws -> OperatorResult {
    let expression = try call.series("e")
    guard expression.reach.fit == .wholeSample else {
      throw Failure(
        "nothing in fit(...) is taken over the whole sample", culprit: .parameter("e"),
        hint: "it wraps mean(x), std(x), rank(x) and the like without a window")
    }
    let fitted = try Expression.rewrite([expression]) { node, inputs in
      guard let operation = node.operation as? any WholeSampleOperation else { return nil }
      return try Expression(operation.restricted(to: .training), inputs, origin: node.origin)
    }
    return .series(fitted.first ?? expression)
  }
}
