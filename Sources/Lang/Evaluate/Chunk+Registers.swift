extension TextPiece {
  func mapRegister(_ place: (Int32) -> Int32) -> TextPiece {
    if case .value(let register, let format, let span) = self {
      return .value(place(register), format: format, span)
    }
    return self
  }
}

extension CallSite {
  func mapRegisters(_ place: (Int32) -> Int32) -> CallSite {
    var callee = callee
    if case .value(let register, let name) = callee {
      callee = .value(place(register), name: name)
    }
    let arguments = arguments.map { argument in
      Argument(
        label: argument.label, register: place(argument.register), span: argument.span,
        comparison: argument.comparison.map {
          Sides(
            comparison: $0.comparison, left: place($0.left), right: place($0.right),
            leftSpan: $0.leftSpan, rightSpan: $0.rightSpan)
        })
    }
    return CallSite(
      callee: callee, arguments: arguments, span: span, calleeSpan: calleeSpan,
      resultName: resultName, inBackground: inBackground, block: place(block),
      body: body.map { body in
        Body(
          function: body.function,
          captured: body.captured.map { (name: $0.name, register: place($0.register)) })
      })
  }
}

extension Reference {
  func mapRegister(_ place: (Int32) -> Int32) -> Reference {
    Reference(name: name, slot: slot, block: place(block))
  }
}

extension Action {
  func mapRegisters(_ place: (Int32) -> Int32) -> Action {
    switch self {
    case .features(let name, let frame, let entries, let span):
      .features(
        name: name, frame: place(frame),
        entries: entries.map {
          FeatureEntry(name: $0.name, register: place($0.register), span: $0.span)
        }, span)
    case .preset(let name, let frame, let span): .preset(name: name, frame: place(frame), span)
    default: self
    }
  }
}
