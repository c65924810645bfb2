import Runtime

/// Makes a feature set out of the entries of a `features` block and refuses what reads the future.
struct FeatureBuilder {
  let session: Session
  let name: String
  let span: Span

  func build(frame: Value, lines: [FeatureEntry], values: [Value]) throws -> Value {
    guard case .frame(let owner) = frame else {
      throw Diagnostic(
        "features '\(name)' needs a frame", at: span,
        hint: "features \(name) on px:, or use px first")
    }
    var features: [FeatureSet.Feature] = []
    for (line, value) in zip(lines, values) {
      // A set among the entries stands for its columns.
      if case .object(let object) = value, let other = object as? FeatureSetValue {
        features += other.features.features
        continue
      }
      let expression = try expression(of: value, line)
      try refuseLeak(expression, line)
      features.append(FeatureSet.Feature(name: line.name, expression: expression))
    }
    let set = try Blame.at(span) {
      try FeatureSet(name: name, frame: owner.frame, features: features)
    }
    return .object(FeatureSetValue(set, frameName: owner.name))
  }

  private func expression(of value: Value, _ line: FeatureEntry) throws -> Expression {
    guard case .series(let series) = session.preferringColumn(value) else {
      throw Diagnostic(
        "feature '\(line.name)' must be a series, not \(value.described)", at: line.span)
    }
    guard series.expression.type.shape == .column else {
      try refuseLeak(series.expression, line)
      throw Diagnostic(
        "feature '\(line.name)' must be a series, not one number", at: line.span,
        help: "a number alone tells a model nothing: combine it with a column")
    }
    return series.expression
  }

  private func refuseLeak(_ expression: Expression, _ line: FeatureEntry) throws {
    let reach = expression.reach
    if reach.to > 0 {
      let bars = reach.to == 1 ? "1 bar" : "\(reach.to) bars"
      throw leak(
        "feature '\(line.name)' reads the future: look-ahead \(bars)",
        at: Culprit.lookahead(in: expression), line,
        help: "lead() is allowed in target and loss")
    }
    if reach.fit == .wholeSample {
      throw leak(
        "feature '\(line.name)' uses a statistic of the whole sample",
        at: Culprit.wholeSample(in: expression), line,
        help: "give the statistic a window, or wrap it as fit(...)")
    }
  }

  /// The caret stands under the call at fault; when that lies in another statement, a second line
  /// shows where it enters the feature.
  private func leak(
    _ message: String, at origin: Origin?, _ line: FeatureEntry, help: String
  ) -> Diagnostic {
    let place = origin.map(Span.init) ?? line.span
    var diagnostic = Diagnostic(message, at: place, help: help)
    let isInside =
      place.source == line.span.source && place.lower >= line.span.lower
      && place.upper <= line.span.upper
    if !isInside {
      diagnostic.related = Diagnostic.Related("enters '\(line.name)' here", at: line.span)
    }
    return diagnostic
  }
}

/// Finds the call in a graph that gave a value its reach.
enum Culprit {
  /// The deepest node that reads the future while none of its inputs does.
  static func lookahead(in expression: Expression) -> Origin? {
    deepest(expression) { $0.reach.to }
  }

  /// The deepest node that is fitted on the whole sample while none of its inputs is.
  static func wholeSample(in expression: Expression) -> Origin? {
    deepest(expression) { $0.reach.fit == .wholeSample ? 1 : 0 }
  }

  private static func deepest(_ root: Expression, _ weight: (Expression) -> Int) -> Origin? {
    var node = root
    var origin = root.origin
    while let worst = node.inputs.max(by: { weight($0) < weight($1) }), weight(worst) > 0 {
      node = worst
      origin = node.origin ?? origin
    }
    return origin
  }
}
