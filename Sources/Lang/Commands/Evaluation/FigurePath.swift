import Runtime

/// A figure of a value by the way to it: `sharpe`, `val.auc`, `best.val.loss`.
struct FigurePath: Sendable {
  let text: String
  /// What it is called.
  let title: String
  /// nil where the name does not say.
  let isHigherBetter: Bool?

  /// The figure that stands for a value where none is named.
  ///
  /// - Throws: `Failure` for a value that has none.
  init(of value: Value) throws {
    guard case .object(let object) = value else { throw Failure.noFigures(value) }
    switch object {
    case is BookValue: self.init("sharpe")
    case let run as RunValue: self.init(run.run.state.options.monitor ?? "val.loss")
    case let sweep as SweepValue:
      self.init(
        "best_value", title: "best \(sweep.monitor.text)",
        isHigherBetter: sweep.monitor.isHigherBetter)
    case is EnsembleValue: self.init("val.\(try Self.firstScore(object, "val"))")
    case is WalkForwardValue: self.init("pooled.\(try Self.firstScore(object, "pooled"))")
    default: throw Failure.noFigures(value)
    }
  }

  init(_ text: String) {
    self.init(text, title: text, isHigherBetter: TrialMonitor.isHigherBetter(text))
  }

  private init(_ text: String, title: String, isHigherBetter: Bool?) {
    (self.text, self.title, self.isHigherBetter) = (text, title, isHigherBetter)
  }

  private static func firstScore(_ object: any ObjectValue, _ name: String) throws -> String {
    guard case .record(let record)? = try object.member(name),
      let first = record.fields.first(where: { $0.value.number != nil })
    else { throw Failure.noFigures(.object(object)) }
    return first.key
  }

  /// - Throws: `Failure` where there is no such number.
  func number(of value: Value) throws -> Double {
    var current = value
    for name in text.split(separator: ".").map(String.init) {
      guard let next = try member(name, of: current) else {
        throw Failure.noFigure(text, of: value)
      }
      current = next
    }
    guard let number = try current.settled().number else { throw Failure.noFigure(text, of: value) }
    return number
  }

  private func member(_ name: String, of value: Value) throws -> Value? {
    switch value {
    case .object(let object): try object.member(name)
    case .record(let record): record.fields.first { $0.key == name }?.value
    default: nil
    }
  }
}

extension Failure {
  fileprivate static func noFigures(_ value: Value) -> Failure {
    Failure(
      "\(value.described) has no figure that chance could reach: name one with figure=",
      culprit: .parameter("what"))
  }

  fileprivate static func noFigure(_ path: String, of value: Value) -> Failure {
    Failure(
      "\(value.described) has no number '\(path)'", culprit: .parameter("figure"),
      hint: "figure=\"sharpe\", figure=\"val.auc\"")
  }
}
