import Runtime

extension Session {
  /// Carries out an action of the machine.
  ///
  /// - Returns: what the register at hand is to hold afterwards; nil leaves it as it is.
  func perform(
    _ action: Action, on value: Value, frame: Value?, entries: [Value]
  ) throws -> Value? {
    switch action {
    case .print: try print(value.settled())
    case .define(let function, let kind): return try define(function, kind)
    case .param(let name, let span): return try preset(name, span) ?? .unset
    case .target(let name, let span):
      return try Blame.at(span) {
        let target = try TargetValue.make(name, of: value)
        return .object(TargetValue(try placebo?.shuffled(target) ?? target))
      }
    case .model(let name, let span):
      return try Blame.at(span) { try ModelNaming.name(value, name) }
    case .features(let name, _, let lines, let span):
      let builder = FeatureBuilder(session: self, name: name, span: span)
      return try builder.build(frame: frame ?? .none, lines: lines, values: entries)
    case .preset(let name, _, let span):
      return try Prelude.features(name, on: frame, at: span, in: self)
    case .track(let name): trace?.tracks.append((name, value))
    case .fail(let message): throw Failure(message)
    }
    return nil
  }

  func define(
    _ function: FunctionSyntax, _ kind: FunctionValue.Kind, signature: Signature? = nil
  ) throws -> Value {
    let source = sources[function.name.span]
    let chunk = try Lowering.function(function, in: self, source: source)
    let made = FunctionValue(
      name: function.name.text, kind: kind, syntax: function, chunk: chunk)
    switch kind {
    case .def: return .function(made)
    case .loss: return .object(LossValue(made))
    case .rule: return .object(RuleValue(made, signature: signature))
    }
  }

  /// The value that `--set name=...` gave a param.
  private func preset(_ name: String, _ span: Span) throws -> Value? {
    guard let text = presets[name] else { return nil }
    return try value(ofText: text, named: name)
  }

  /// Calls a `def`, a loss or a rule from outside the machine.
  func call(_ function: FunctionValue, with arguments: [Value]) throws -> Value {
    guard nesting < 100 else { throw Calls.tooDeep(function) }
    nesting += 1
    let base = variables.registers.count
    defer {
      nesting -= 1
      let surplus = variables.registers.count - base
      if surplus > 0 { variables.registers.removeLast(surplus) }
    }
    return try machine.run(function.chunk, base: base, arguments: arguments)
  }
}
