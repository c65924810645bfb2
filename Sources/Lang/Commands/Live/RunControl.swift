import Runtime

/// What `set`, `resume`, `stop` and `rollback` share: which run is meant.
enum RunControl {
  static let subject = Parameter(
    "run", .run, default: .absent, "the run; the one that is paused when left out")

  /// The named run, else the only active one.
  static func run(_ call: CommandCall) throws -> RunValue {
    let value = call.has(subject) ? try call.object(subject, as: RunValue.self) : try only(call)
    try call.session.settle(value)
    return value
  }

  static func only(_ call: CommandCall) throws -> RunValue {
    let active = call.session.runTable.active
    guard let first = active.first else {
      throw Failure(
        "\(call.signature.name): no training runs or is paused",
        hint: "Ctrl-C pauses a training that runs; runs lists them")
    }
    guard active.count == 1 else {
      let names = active.map(\.name).joined(separator: ", ")
      throw Failure(
        "\(call.signature.name): several trainings are active: \(names)", hint: "name one")
    }
    return first
  }
}
