import Runtime

extension Session {
  /// Names that have a value, in the order they were first bound.
  public var variableNames: [String] { variables.names.filter { variables[$0] != nil } }

  public func variable(_ name: String) -> Value? { variables[name] }

  /// Binds a name, as `name = value` would.
  public func bind(_ name: String, to value: Value) {
    let named = value.named(name)
    if let slot = variables.slot(of: name), slot < variables.registers.count {
      variables.registers[slot] = named
    } else {
      variables.pending.append((name, named))
    }
  }

  /// Forgets a name.
  public func unbind(_ name: String) {
    guard let slot = variables.slot(of: name), slot < variables.registers.count else { return }
    variables.registers[slot] = .unset
  }
}

extension Session {
  /// Where a series is wanted, a name that is both a frame and a column of the frame in use means
  /// the column: `vix = load ...`, `es = align spx vix`, `use es`, `rank(vix, 252)`; a value with
  /// predictions means their series.
  func preferringColumn(_ value: Value) -> Value {
    if case .object(let object) = value, let holder = object as? any SeriesHolder {
      return .series(holder.series)
    }
    guard case .frame(let frame) = value, let column = column(frame.name) else { return value }
    return .series(column)
  }
}

extension Value {
  /// A series or frame that knows the name it was bound to; other values as they are.
  func named(_ name: String) -> Value {
    switch self {
    case .series(let series) where series.name == nil:
      .series(SeriesValue(series.expression, name: name, frame: series.frame))
    case .frame(let frame) where frame.name != name:
      .frame(FrameValue(frame.frame, name: name))
    default: self
    }
  }
}

extension Session {
  /// A column of the frame in use.
  func column(_ name: String) -> SeriesValue? {
    frameInUse.flatMap { $0.series(name) }
  }
}

extension FrameValue {
  /// A column as a series; nil when there is none of that name.
  public func series(_ name: String) -> SeriesValue? {
    frame.expression(name).map { SeriesValue($0, name: name, frame: frame) }
  }
}
