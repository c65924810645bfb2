import Runtime

/// `fork as=s1b`: a copy of a training that goes its own way.
enum ForkCommand: Command {
  static let name = Parameter(
    "as", .name, default: .absent, "the name of the copy; not needed in s1b = fork s1")
  static let signature = Signature(
    "fork", group: "live control", "Copies a training that goes its own way from here",
    details: "Weights, moments, shuffle order, random streams and past epochs are copied. Both are "
      + "paused: resume NAME lets one go on, and with nothing changed both end with the same bits.",
    positionals: [RunControl.subject], options: [name],
    examples: [Example("fork as=s1b"), Example("s1b = fork s1")], keywords: ["copy", "branch"])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try RunControl.run(call)
    let written = call.has(name) ? try call.text(name) : call.resultName
    let session = call.session
    guard let name = written, name != value.name else {
      throw call.failure(
        name, "names the copy, which needs a name of its own", hint: "fork as=\(value.name)b")
    }
    guard session.runTable.run(named: name)?.run.snapshot.status.isActive != true else {
      throw Failure(
        "\(name) is a training under way", culprit: .parameter(Self.name.name),
        hint: "stop \(name) first, or take another name")
    }
    let copy = try session.log.control(value) { RunValue(try $0.fork(as: name), session: session) }
    session.adopt(copy)
    session.refreshPromptTag()
    let place = value.run.snapshot.position
    session.output.result(
      "\(name) is a copy of \(value.name) at \(place); both are paused: resume \(name)")
    return call.resultName == nil ? .none : .object(copy)
  }
}
