extension OperatorCall {
  /// True when the argument was given or has a default.
  public func has(_ name: String) -> Bool { arguments[name] != nil }

  /// A series, or a number as a constant.
  ///
  /// - Throws: `Failure` naming the parameter.
  public func series(_ name: String) throws -> Expression {
    switch try argument(name) {
    case .series(let expression): return expression
    case .number(let value): return Expression(constant: value)
    case .boolean(let value): return Expression(constant: value ? 1 : 0)
    default: throw OperatorCall.wrongKind(name, "a series")
    }
  }

  /// A series on an axis; numbers and batches of a loss are refused.
  public func column(_ name: String) throws -> Expression {
    let expression = try series(name)
    guard expression.type.shape == .column else { throw OperatorCall.notAColumn(name) }
    return expression
  }

  /// The series given, or the column of that name in the frame in use.
  ///
  /// - Throws: `Failure` when neither is there.
  public func bar(_ name: String, for operatorName: String) throws -> Expression {
    if has(name) { return try column(name) }
    guard let frame else { throw OperatorCall.noFrame(operatorName) }
    guard let expression = frame.expression(name) else {
      throw OperatorCall.noBars(operatorName, [name], frame)
    }
    return expression
  }

  /// Several bar columns at once, so that one message names all that are needed.
  public func bars(_ names: [String], for operatorName: String) throws -> [Expression] {
    if let frame, !names.allSatisfy({ has($0) || frame.index(of: $0) != nil }) {
      throw OperatorCall.noBars(operatorName, names, frame)
    }
    return try names.map { try bar($0, for: operatorName) }
  }

  /// A number; a live scalar takes its current value.
  public func number(_ name: String) throws -> Double {
    switch try argument(name) {
    case .number(let value): return value
    case .series(let expression):
      guard let value = expression.staticValue else {
        throw OperatorCall.wrongKind(name, "a number, not a series")
      }
      return value
    default: throw OperatorCall.wrongKind(name, "a number")
    }
  }

  /// A whole number of at least `minimum`.
  public func integer(_ name: String, atLeast minimum: Int = -largestCount) throws -> Int {
    let value = try number(name)
    guard let integer = Int(exactly: value) else {
      throw OperatorCall.wrongKind(name, "a whole number, not \(value)")
    }
    guard (minimum...OperatorCall.largestCount).contains(integer) else {
      let bound = integer < minimum ? "at least \(minimum)" : "at most \(OperatorCall.largestCount)"
      throw Failure("'\(name)' must be \(bound), not \(integer)", culprit: .parameter(name))
    }
    return integer
  }

  public func boolean(_ name: String) throws -> Bool {
    switch try argument(name) {
    case .boolean(let value): return value
    case .number(let value) where value == 0 || value == 1: return value == 1
    default: throw OperatorCall.wrongKind(name, "true or false")
    }
  }

  public func text(_ name: String) throws -> String {
    guard case .text(let value) = try argument(name) else {
      throw OperatorCall.wrongKind(name, "a text")
    }
    return value
  }

  /// A window of at least `minimum` bars, or a positive length of time.
  public func window(_ name: String, atLeast minimum: Int = 1) throws -> Window {
    if case .duration(let length)? = arguments[name] {
      guard length > 0 else {
        throw Failure("'\(name)' must be a positive length of time", culprit: .parameter(name))
      }
      return .duration(length)
    }
    return .bars(try integer(name, atLeast: minimum))
  }

  public func numbers(_ name: String) throws -> [Double] {
    guard case .list(let items) = try argument(name) else {
      return [try number(name)]
    }
    return try items.map { item in
      switch item {
      case .number(let value): return value
      case .series(let expression) where expression.staticValue != nil:
        return expression.staticValue ?? .nan
      default: throw OperatorCall.wrongKind(name, "a list of numbers")
      }
    }
  }

  public func texts(_ name: String) throws -> [String] {
    guard case .list(let items) = try argument(name) else { return [try text(name)] }
    return try items.map { item in
      guard case .text(let value) = item else {
        throw OperatorCall.wrongKind(name, "a list of texts")
      }
      return value
    }
  }

  /// The series of a variadic parameter; empty when none was given.
  public func seriesList(_ name: String) throws -> [Expression] {
    guard case .list(let items)? = arguments[name] else {
      return has(name) ? [try series(name)] : []
    }
    return try items.map {
      try OperatorCall(arguments: [name: $0], scope: scope, origin: origin).series(name)
    }
  }

  /// True inside a loss, where one-argument statistics run over the batch.
  public var isLoss: Bool {
    if case .loss = scope { return true }
    return false
  }

  /// True where decisions are smooth: in a loss, and where a loss is looked at on columns.
  public var isSoft: Bool {
    if case .soft = scope { return true }
    return isLoss
  }

  private func argument(_ name: String) throws -> OperatorArgument {
    guard let argument = arguments[name] else {
      throw Failure("'\(name)' is missing", culprit: .parameter(name))
    }
    return argument
  }

  /// Longer windows and shifts than any axis.
  public static let largestCount = 1 << 40
}

extension OperatorCall {
  fileprivate static func wrongKind(_ name: String, _ wanted: String) -> Failure {
    Failure("'\(name)' must be \(wanted)", culprit: .parameter(name))
  }

  fileprivate static func notAColumn(_ name: String) -> Failure {
    Failure(
      "'\(name)' must be a series of a frame: a shift or a window needs rows before and after",
      culprit: .parameter(name),
      hint: "in a loss, use the columns of bar, such as bar.close")
  }

  fileprivate static func noFrame(_ operatorName: String) -> Failure {
    Failure("\(operatorName) needs a frame in use", hint: "use px, or give the series by name")
  }

  fileprivate static func noBars(_ operatorName: String, _ names: [String], _ frame: Frame)
    -> Failure
  {
    let wanted =
      names.count < 2
      ? names.joined() : names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "")
    return Failure(
      "\(operatorName) needs \(wanted); the frame has \(frame.names.joined(separator: ", "))")
  }
}
