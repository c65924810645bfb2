import Runtime

/// Typed reading of arguments through the declared parameter.
///
/// An omitted argument gives the parameter's default; every failure names the parameter, so that
/// the caret stands under the argument.
extension CommandCall {
  /// Whether the argument was written.
  public func has(_ parameter: Parameter) -> Bool { values[parameter.name] != nil }

  /// What was given, else the default, else nil.
  public func value(_ parameter: Parameter) -> Value? {
    if let given = values[parameter.name] { return given }
    switch parameter.defaultValue {
    case .number(let number): return .number(number)
    case .text(let text): return .text(text)
    case .boolean(let flag): return .boolean(flag)
    case .required, .absent: return nil
    }
  }

  /// What was given or the default.
  ///
  /// - Throws: `Failure` when there is neither.
  public func required(_ parameter: Parameter) throws -> Value {
    guard let value = value(parameter) else { throw failure(parameter, "is missing") }
    return value
  }

  public func number(_ parameter: Parameter) throws -> Double {
    let value = try required(parameter)
    guard let number = value.number else { throw wrong(parameter, value, "a number") }
    return number
  }

  /// A whole number.
  public func integer(_ parameter: Parameter) throws -> Int {
    let value = try required(parameter)
    guard let number = value.number, let whole = Int(exactly: number) else {
      throw wrong(parameter, value, "a whole number")
    }
    return whole
  }

  public func text(_ parameter: Parameter) throws -> String {
    let value = try required(parameter)
    guard case .text(let text) = value else { throw wrong(parameter, value, "a text") }
    return text
  }

  public func boolean(_ parameter: Parameter) throws -> Bool {
    let value = try required(parameter)
    guard case .boolean(let flag) = value else { throw wrong(parameter, value, "true or false") }
    return flag
  }

  public func list(_ parameter: Parameter) throws -> [Value] {
    let value = try required(parameter)
    guard case .list(let items) = value else { throw wrong(parameter, value, "a list") }
    return items
  }

  /// A list of numbers; a single number counts as a list of one, a range of whole numbers as its
  /// members.
  public func numbers(_ parameter: Parameter) throws -> [Double] {
    let value = try required(parameter)
    if let single = value.number { return [single] }
    let items = try value.elements()
    return try items.map {
      guard let number = $0.number else { throw wrong(parameter, $0, "a list of numbers") }
      return number
    }
  }

  public func record(_ parameter: Parameter) throws -> RecordValue {
    let value = try required(parameter)
    guard case .record(let record) = value else { throw wrong(parameter, value, "a record") }
    return record
  }

  public func range(_ parameter: Parameter) throws -> RangeValue {
    let value = try required(parameter)
    guard case .range(let range) = value else { throw wrong(parameter, value, "a range a..b") }
    return range
  }

  public func duration(_ parameter: Parameter) throws -> DurationLiteral {
    let value = try required(parameter)
    guard case .duration(let duration) = value else {
      throw wrong(parameter, value, "a duration such as 4h or 5d")
    }
    return duration
  }

  /// A series; a plain number counts as a constant.
  public func series(_ parameter: Parameter) throws -> SeriesValue {
    let value = try required(parameter)
    switch value {
    case .series(let series): return series
    case .number(let number): return SeriesValue(Expression(constant: number))
    default: throw wrong(parameter, value, "a series")
    }
  }

  /// A frame; the one in use when none was given.
  public func frame(_ parameter: Parameter) throws -> FrameValue {
    guard let value = value(parameter) else {
      if let frame = session.frameInUse { return frame }
      throw failure(parameter, "is missing, and no frame is in use", hint: "use px")
    }
    guard case .frame(let frame) = value else { throw wrong(parameter, value, "a frame") }
    return frame
  }

  /// A dataset, run, book, ... by its Swift type.
  public func object<T: ObjectValue>(_ parameter: Parameter, as type: T.Type) throws -> T {
    let value = try required(parameter)
    guard case .object(let object) = value, let typed = object as? T else {
      throw wrong(parameter, value, parameter.kind.described)
    }
    return typed
  }

  /// An existing file: the working folder, then the script's folder, then `FML_DATA`.
  public func path(_ parameter: Parameter) throws -> String {
    session.resolve(path: try text(parameter))
  }

  /// The failure of one argument, `epochs: must be at least 1`.
  public func failure(_ parameter: Parameter, _ message: String, hint: String? = nil) -> Failure {
    Failure(
      "\(signature.name): '\(parameter.name)' \(message)", culprit: .parameter(parameter.name),
      hint: hint)
  }

  private func wrong(_ parameter: Parameter, _ value: Value, _ expected: String) -> Failure {
    failure(parameter, "must be \(expected), not \(value.described)")
  }
}
