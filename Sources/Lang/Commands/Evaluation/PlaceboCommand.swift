import Runtime

/// `placebo bt n=200`: the whole work again where there is nothing to find.
enum PlaceboCommand: Command {
  static let subject = Parameter(
    "what", .any, "the name of a book, run, ensemble, sweep or walk")
  static let count = Parameter("n", .integer, default: .number(200), in: 1...1_000_000, "placebos")
  static let kind = Parameter(
    "by", .choice(Placebo.Kind.allCases.map(\.rawValue)), default: .absent,
    "what is shuffled; labels where there is a target and nothing but it is learned from, else "
      + "returns")
  static let block = Parameter(
    "block", .integer, default: .absent, unit: "bars", in: 1...1_000_000_000,
    "length of the blocks that stay together; when left out 1 for returns, of labels a day of "
      + "intraday bars, else 20, at least two horizons")
  static let figure = Parameter(
    "figure", .text, default: .absent,
    "what is compared: a member such as \"sharpe\" or \"val.auc\"")
  static let better = Parameter(
    "best", .choice(["high", "low"]), default: .absent, "which side is better, for other figures")
  static let signature = Signature(
    "placebo", group: "backtest",
    "Does the whole work again where there is nothing to find, and counts what does as well",
    details: "The statements that made the name are run again from `load` on, sweeps and early "
      + "stopping included, n times side by side. by=labels puts the labels in blocks of random "
      + "order: features and prices keep their sense, but know nothing of the labels. by=returns "
      + "makes new prices of the bars of every frame with a close in random order: features, "
      + "labels and books follow them. With block= such bars stay together, and what they say of "
      + "each other is found by placebos, too. p = (1 + placebos that do as well) / (1 + n). "
      + "Nothing of it counts as a trial, is kept in the run store or written to files.",
    positionals: [subject], options: [count, kind, block, figure, better, TrialOptions.parallel],
    examples: [
      Example("placebo bt n=200"), Example("p = placebo S n=100 by=returns"),
      Example("placebo s1 n=50 figure=\"val.auc\""),
    ], keywords: ["permutation test", "shuffle", "null", "luck", "data snooping"])

  static func run(_ call: CommandCall) throws -> Value {
    let session = call.session
    guard !call.inBackground else {
      throw Failure("placebo runs in the foreground: leave the & away")
    }
    let value = try call.required(subject).settled()
    let name = call.texts[subject.name] ?? ""
    guard let script = SessionScript(session.log, settings: session.scriptSettings, binding: name)
    else {
      throw call.failure(
        subject, "must be a name that a statement of this session has bound", hint: "placebo bt")
    }
    let path =
      try call.has(figure) ? FigurePath(call.text(figure)) : FigurePath(of: value)
    let actual = try path.number(of: value)
    guard !actual.isNaN else {
      throw call.failure(subject, "has no \(path.title): there is nothing to compare placebos with")
    }
    guard let isHigh = try direction(path, call) else {
      throw call.failure(better, "is missing: is a high '\(path.text)' better, or a low one?")
    }
    let chosen = try kind(script, call)
    let values = try draws(script.text, name, path, chosen, call)
    let result = PlaceboValue(
      name: name, figure: path.title, isHigherBetter: isHigh, actual: actual, values: values,
      what: try words(chosen, script, call))
    if call.resultName != nil { session.output.result(result.summary) }
    return .object(result)
  }

  private static func direction(_ path: FigurePath, _ call: CommandCall) throws -> Bool? {
    call.has(better)
      ? try call.text(better) == "high" : path.isHigherBetter
  }

  private static func kind(_ script: SessionScript, _ call: CommandCall) throws -> Placebo.Kind {
    if call.has(kind) {
      let chosen = Placebo.Kind(rawValue: try call.text(kind)) ?? .labels
      if chosen == .labels, !script.hasTarget {
        throw call.failure(kind, "is labels, but no target was made", hint: "by=returns")
      }
      return chosen
    }
    return script.hasTarget && !script.verbs.contains("stage2") ? .labels : .returns
  }

  /// `labels shuffled in blocks of 20 bars, 8 statements run again`.
  private static func words(
    _ kind: Placebo.Kind, _ script: SessionScript, _ call: CommandCall
  ) throws -> String {
    var length = call.has(block) ? try call.integer(block) : nil
    let session = call.session
    if length == nil, let axis = session.frameInUse?.frame.axis {
      let horizons = session.variableNames.compactMap { name -> Int? in
        guard case .object(let value as TargetValue)? = session.variable(name) else { return nil }
        return value.target.horizon
      }
      length = Placebo(kind, block: nil, seed: 0, draw: 0)
        .block(on: axis, least: 2 * (horizons.max() ?? 0))
    }
    let blocks = length.map { $0 == 1 ? "bar by bar" : "in blocks of \($0) bars" } ?? "in blocks"
    return "\(kind.rawValue) shuffled \(blocks), \(script.statementCount) statements run again"
  }

  private static func draws(
    _ text: String, _ name: String, _ path: FigurePath, _ kind: Placebo.Kind, _ call: CommandCall
  ) throws -> [Double] {
    let session = call.session
    let (seed, folder) = (session.seed, session.scriptFolder)
    let length = call.has(block) ? try call.integer(block) : nil
    let total = try call.integer(count)
    let watch = Stopwatch()
    defer { session.output.progress("", isFinal: false) }
    let results = try SideBySide.map(
      count: total, threads: try TrialOptions.threads(call),
      { draw -> PlaceboDraw in
        do {
          let placebo = Placebo(kind, block: length, seed: seed, draw: draw)
          let child = try Session.replay(text, folder: folder, on: placebo)
          guard let made = child.variable(name) else {
            throw Failure("placebo \(draw + 1) fails: it makes no '\(name)'")
          }
          return .value(try path.number(of: made))
        } catch let failure as Failure {
          return .failed(failure.message)
        }
      },
      say: { done in
        var line = "  placebo \(done.count)/\(total)"
        if !done.isEmpty, done.count < total {
          let left = watch.elapsed / Double(done.count) * Double(total - done.count)
          line += "  eta \(ProgressText.time(left))"
        }
        session.output.progress(line, isFinal: false)
      })
    return try numbers(results, session)
  }

  /// - Throws: `Failure` where no placebo came to its end.
  private static func numbers(_ results: [PlaceboDraw], _ session: Session) throws -> [Double] {
    let failures = results.compactMap { result -> String? in
      guard case .failed(let message) = result else { return nil }
      return message
    }
    if let first = failures.first {
      guard failures.count < results.count else { throw Failure(first) }
      session.warn("\(failures.count) of \(results.count) placebos count as missing: \(first)")
    }
    return results.map { result in
      guard case .value(let number) = result else { return .nan }
      return number
    }
  }
}

/// What one placebo came to.
private enum PlaceboDraw: Sendable {
  case value(Double)
  case failed(String)
}
