import Runtime

/// The steps of the machine that are not on its hot path.
extension Machine {
  /// Lists, records, ranges, texts, members and indices.
  @inline(never)
  func build(_ step: Instruction, _ chunk: Chunk, _ base: Int, _ r: [Value]) throws -> Value {
    switch step.code {
    case .range:
      let lower = step.b < 0 ? nil : try r[base + Int(step.b)].settled()
      let upper = step.c < 0 ? nil : try r[base + Int(step.c)].settled()
      return .range(try RangeValue.checked(lower, upper))
    case .list:
      return .list(try chunk.lists[Int(step.b)].map { try r[base + Int($0)].settled().nestable() })
    case .record:
      let values = try chunk.lists[Int(step.b)].map {
        try r[base + Int($0)].settled().nestable()
      }
      let fields = zip(chunk.keys[Int(step.c)], values).map { (key: $0, value: $1) }
      return .record(RecordValue(fields))
    case .text:
      var text = ""
      for piece in chunk.texts[Int(step.b)] {
        switch piece {
        case .literal(let literal): text += literal
        case .value(let register, let format, let span):
          let value = try r[base + Int(register)].settled()
          text += try Blame.at(span) { try session.interpolated(value, format: format) }
        }
      }
      return .text(text)
    case .member:
      let value = try r[base + Int(step.b)].settled()
      return try Members.member(chunk.names[Int(step.c)], of: value)
    case .index:
      let value = try r[base + Int(step.b)].settled()
      return try Members.element(r[base + Int(step.c)].settled(), of: value, in: session)
    default: throw Failure("an instruction is not known")
    }
  }

  /// A name: the block's frame, then a variable, then the frame in use.
  @inline(never)
  func load(_ reference: Reference, _ base: Int, _ r: inout [Value]) throws -> Value {
    if reference.block >= 0, case .frame(let frame) = r[base + Int(reference.block)],
      let column = frame.series(reference.name)
    {
      return .series(column)
    }
    if reference.slot >= 0, reference.slot < r.count, !r[reference.slot].isUnset {
      return r[reference.slot]
    }
    swap(&session.variables.registers, &r)
    defer { swap(&session.variables.registers, &r) }
    if let value = session.variable(reference.name) { return value }
    if let column = session.column(reference.name) { return .series(column) }
    if let value = try session.preludeValue(reference.name) { return value }
    throw Names.unknown(reference.name, in: session)
  }

  /// Prepares a loop: `r[a]` is what is gone through, `r[a + 1]` where it stands.
  func start(_ value: Value, at a: Int, _ r: inout [Value]) throws {
    switch value {
    case .list: (r[a], r[a + 1]) = (value, .number(0))
    case .range(let range) where range.isNumeric:
      let numbers = try range.wholeNumbers()
      r[a] = .number(Double(numbers.upperBound) - 1)
      r[a + 1] = .number(Double(numbers.lowerBound) - 1)
    case .record(let record):
      (r[a], r[a + 1]) = (.list(record.fields.map { .text($0.key) }), .number(0))
    default: throw Failure("\(try value.settled().described) has no elements to go through")
    }
  }

  /// Puts the next element of a list into `r[b]`; false at the end. Numbers are the loop's own.
  @inline(never)
  func advance(_ a: Int, into b: Int, _ r: inout [Value]) -> Bool {
    guard case .number(let position) = r[a + 1], case .list(let items) = r[a],
      position < Double(items.count)
    else { return false }
    r[b] = items[Int(position)]
    r[a + 1] = .number(position + 1)
    return true
  }

  /// The `def` that a call site calls; nil when it calls something else.
  func definition(_ site: CallSite, _ r: [Value], _ base: Int) -> FunctionValue? {
    guard case .value(let register, _) = site.callee,
      case .function(let function) = r[base + Int(register)]
    else { return nil }
    return function
  }

  /// Moves the arguments of a call into the frame of a `def`.
  func place(
    _ site: CallSite, _ function: FunctionValue, from base: Int, at start: Int, _ r: inout [Value]
  ) throws {
    let labels = site.arguments.map(\.label)
    let places = try Calls.formals(of: function, labels: labels, span: site.span)
    for (argument, place) in zip(site.arguments, places) {
      r[start + place] = try r[base + Int(argument.register)].settled()
    }
  }

  /// A call of anything but a `def`; the registers are the session's meanwhile.
  @inline(never)
  func call(_ site: CallSite, _ chunk: Chunk, _ base: Int, _ r: inout [Value]) throws -> Value {
    if let quick = scalar(site, base, r) { return .number(quick) }
    var arguments: [BoundArgument] = []
    for argument in site.arguments {
      let comparison = try argument.comparison.map { sides in
        try CommandCall.Comparison(
          comparison: sides.comparison, left: r[base + Int(sides.left)].settled(),
          right: r[base + Int(sides.right)].settled(),
          leftText: session.text(sides.leftSpan), rightText: session.text(sides.rightSpan))
      }
      arguments.append(
        BoundArgument(
          label: argument.label, value: try r[base + Int(argument.register)].settled(),
          span: argument.span, comparison: comparison))
    }
    let captured = try site.body?.captured.map {
      (name: $0.name, value: try r[base + Int($0.register)].settled())
    }
    let block = site.block >= 0 ? r[base + Int(site.block)] : nil
    var callee: Value?
    if case .value(let register, _) = site.callee { callee = r[base + Int(register)] }
    swap(&session.variables.registers, &r)
    defer { swap(&session.variables.registers, &r) }
    return try Calls(session: session, site: site, block: block, captured: captured ?? [])
      .invoke(callee: callee, arguments: arguments)
  }

  /// `sqrt(2)` and the like without making graph.
  private func scalar(_ site: CallSite, _ base: Int, _ r: [Value]) -> Double? {
    guard case .named(let name) = site.callee, (1...2).contains(site.arguments.count),
      case .number(let x) = r[base + Int(site.arguments[0].register)],
      site.arguments.allSatisfy({ $0.label == nil }), let code = Registry.scalarCodes[name]
    else { return nil }
    let wanted = Registry.operators[name]?.signature.positionals.count
    guard wanted == site.arguments.count else { return nil }
    guard site.arguments.count == 2 else { return ScalarMath.value(code, x) }
    guard case .number(let y) = r[base + Int(site.arguments[1].register)] else { return nil }
    return ScalarMath.value(code, x, y)
  }

  /// Carries out what a statement does besides computing.
  @inline(never)
  func act(
    _ action: Action, on a: Int, _ chunk: Chunk, _ base: Int, _ r: inout [Value]
  ) throws {
    var entries: [Value] = []
    var frame: Value?
    switch action {
    case .features(_, let block, let lines, _):
      frame = r[base + Int(block)]
      entries = try lines.map { try r[base + Int($0.register)].settled() }
    case .preset(_, let block, _): frame = block < 0 ? nil : r[base + Int(block)]
    default: break
    }
    let value = r[a]
    swap(&session.variables.registers, &r)
    defer { swap(&session.variables.registers, &r) }
    let made = try session.perform(action, on: value, frame: frame, entries: entries)
    if let made { session.variables.registers[a] = made }
  }
}

extension Value {
  /// The value itself.
  ///
  /// - Throws: `Failure` when it is the mark of a name that has none.
  func settled() throws -> Value {
    if isUnset { throw Failure("a name has no value yet") }
    return self
  }
}

extension Value {
  /// The value itself as a member of a list or record.
  ///
  /// - Throws: `Failure` when it is nested so deeply that going through it would need too much
  ///   stack, or holds so many lists and records, shared ones counted each time, that it would take
  ///   too long.
  func nestable() throws -> Value {
    var containers = 0
    guard isShallow(atMost: 100, &containers) else {
      throw Failure("lists and records are nested too deeply")
    }
    return self
  }

  private static let mostContainers = 100_000

  private func isShallow(atMost limit: Int, _ containers: inout Int) -> Bool {
    switch self {
    case .list(let items):
      return Self.enter(limit, &containers)
        && items.allSatisfy { $0.isShallow(atMost: limit - 1, &containers) }
    case .record(let record):
      return Self.enter(limit, &containers)
        && record.fields.allSatisfy { $0.value.isShallow(atMost: limit - 1, &containers) }
    default: return true
    }
  }

  private static func enter(_ limit: Int, _ containers: inout Int) -> Bool {
    containers += 1
    return limit > 1 && containers <= mostContainers
  }
}

extension RangeValue {
  var isNumeric: Bool { (lower?.number ?? upper?.number) != nil }

  /// A range whose sides are numbers, dates or texts of one kind.
  static func checked(_ lower: Value?, _ upper: Value?) throws -> RangeValue {
    for side in [lower, upper].compactMap({ $0 }) {
      switch side {
      case .number, .date: break
      case .series(let series) where series.expression.type.shape == .scalar: break
      default: throw Failure("a range has numbers or dates at its ends, not \(side.described)")
      }
    }
    if let lower, let upper, lower.typeName != upper.typeName {
      throw Failure(
        "a range needs two ends of one kind, not \(lower.described) and \(upper.described)")
    }
    return RangeValue(lower: lower, upper: upper)
  }
}
