import Runtime

/// Carries out the call of a verb, a function or an object.
struct Calls {
  let session: Session
  let site: CallSite
  /// The frame of the `features` block the call stands in.
  let block: Value?
  /// Values of the body around that the block of a verb reads.
  var captured: [(name: String, value: Value)] = []

  func invoke(callee: Value?, arguments: [BoundArgument]) throws -> Value {
    switch site.callee {
    case .command(let entry):
      let value = try bound(entry.signature, arguments) { try entry.run($0) }
      return session.withoutSense(value, of: entry)
    case .named(let name): return try function(name, arguments)
    case .value(_, let name):
      if case .object(let object)? = callee, let callable = object as? any CallableObject {
        return try callable.call(arguments, at: site.span, in: session)
      }
      if let name { return try function(name, arguments) }
      let value = try (callee ?? .none).settled()
      throw Diagnostic("\(value.described) cannot be called", at: site.calleeSpan)
    }
  }

  /// A name that is both an operator and a plain function is the operator when a series is among
  /// the arguments; one that is also a layer is the layer when a chain comes first.
  private func function(_ name: String, _ given: [BoundArgument]) throws -> Value {
    let arguments =
      Registry.operators[name] == nil
      ? given : given.map { $0.with(session.preferringColumn($0.value)) }
    if RulePrelude.names.contains(name),
      case .object(let rule as RuleValue)? = try session.preludeValue(name)
    {
      return try rule.call(arguments, at: site.span, in: session)
    }
    if let loss = try prelude(name, arguments) {
      return try loss.call(arguments, at: site.span, in: session)
    }
    let entry = Registry.operators[name]
    let isOnChain = Self.isModel(arguments.first?.value)
    if let recipe = Recipes.signature(name, onChain: isOnChain),
      entry == nil || isOnChain || Self.isRecipe(name, arguments)
    {
      return try bound(recipe, arguments) { try Recipes.call(name, $0) }
    }
    if let plain = Registry.functions[name],
      entry == nil || !arguments.contains(where: { Self.isSeries($0.value) })
    {
      return try bound(plain.signature, arguments) { try plain.call($0) }
    }
    guard let entry else {
      throw Diagnostic("no function '\(name)'", at: site.calleeSpan)
    }
    return try OperatorBinding(session: session, site: site, block: block)
      .apply(entry, to: arguments)
  }

  /// `huber(delta=2)`: a loss of the prelude with options, though an operator has the same name.
  private func prelude(_ name: String, _ arguments: [BoundArgument]) throws -> LossValue? {
    guard Prelude.names.contains(name), !arguments.isEmpty,
      case .object(let object)? = try session.preludeValue(name), let loss = object as? LossValue,
      arguments.allSatisfy({ $0.label.map { loss.optionNames.contains($0.text) } ?? false })
    else { return nil }
    return loss
  }

  private static func isSeries(_ value: Value) -> Bool {
    if case .series = value { return true }
    return false
  }

  /// `har(lags=[1, 5])`: an architecture takes options alone, the operator of its name a series.
  private static func isRecipe(_ name: String, _ arguments: [BoundArgument]) -> Bool {
    ArchitectureCatalog.architecture(named: name) != nil
      && arguments.allSatisfy { $0.label != nil && !isSeries($0.value) }
  }

  private static func isModel(_ value: Value?) -> Bool {
    if case .object(let object)? = value { return object is ModelValue }
    return false
  }

  private func bound(
    _ signature: Signature, _ arguments: [BoundArgument],
    run: (CommandCall) throws -> Value
  ) throws -> Value {
    let call = try CallBinding(session: session, site: site, captured: captured)
      .bind(signature, arguments)
    do {
      return try run(call)
    } catch {
      throw Blame.diagnostic(error, at: site.span, arguments: call.spans)
    }
  }
}

extension Calls {
  /// The places of the arguments of a `def` among its parameters.
  ///
  /// - Throws: `Diagnostic` for an unknown or missing name and for too many arguments.
  static func formals(
    of function: FunctionValue, labels: [Identifier?], span: Span
  ) throws -> [Int] {
    let formals = function.formals
    var given: Set<Int> = []
    var places: [Int] = []
    for label in labels {
      let place: Int?
      if let label {
        place = formals.firstIndex { $0.name.text == label.text }
        guard place != nil else { throw unknownOption(label, function) }
      } else {
        place = formals.indices.first { !formals[$0].isOption && !given.contains($0) }
      }
      guard let place, given.insert(place).inserted else { throw tooMany(function, span) }
      places.append(place)
    }
    for (index, formal) in formals.enumerated()
    where formal.defaultValue == nil && !given.contains(index) {
      throw Diagnostic("\(function.name): '\(formal.name.text)' is missing", at: span)
    }
    return places
  }

  static func tooDeep(_ function: FunctionValue) -> Failure {
    Failure(
      "'\(function.name)' calls itself too deeply", hint: "a recursion needs an end it reaches")
  }

  private static func unknownOption(_ label: Identifier, _ function: FunctionValue) -> Diagnostic {
    let near = DidYouMean.closest(to: label.text, in: function.formals.map(\.name.text))
    return Diagnostic(
      "\(function.name) has no argument '\(label.text)'", at: label.span,
      hint: near.map { "did you mean '\($0)'?" } ?? function.head)
  }

  private static func tooMany(_ function: FunctionValue, _ span: Span) -> Diagnostic {
    Diagnostic("too many arguments for \(function.head)", at: span)
  }
}
