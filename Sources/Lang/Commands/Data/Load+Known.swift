import Runtime

extension Load {
  /// The frame with the known times that were asked for.
  static func released(_ frame: Frame, _ call: CommandCall) throws -> Frame {
    guard call.has(known) else { return frame }
    let word = try call.text(known)
    if word == "ahead", frame.index(of: word) == nil { return try frame.knownAhead() }
    let order: String?
    if case .text(let text)? = call.value(date) { order = text } else { order = nil }
    return try frame.known(by: word, order: order)
  }
}
