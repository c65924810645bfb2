import Runtime

extension CommandCall {
  /// A frame made of another, with its name; a bound one is summed up in a line, and what was decided
  /// is noted.
  func shaped(_ frame: Frame, of origin: FrameValue, notes: [String] = []) -> Value {
    let value = FrameValue(frame, name: resultName ?? origin.name)
    if resultName != nil {
      let printer = FramePrinter(context: session.printContext)
      session.output.result(printer.summary(of: value))
    }
    for note in notes { session.output.note("note: \(note)") }
    return .frame(value)
  }
}
