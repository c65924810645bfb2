import Runtime

/// `show d`, `show net`, `show bt`: everything there is to say about a value.
enum Show: Command {
  static let subject = Parameter("what", .any, "any value")
  static let signature = Signature(
    "show", group: "data", "Prints all there is to say about a value",
    details: "A dataset shows its parts and what was dropped, a model its layers and parameters on "
      + "the latest dataset, a run its history, a book its figures.",
    positionals: [subject], examples: [Example("show d"), Example("show net"), Example("show bt")])

  static func run(_ call: CommandCall) throws -> Value {
    let value = try call.required(subject)
    guard case .object(let object) = value, let model = object as? ModelValue else {
      return value
    }
    let latest = call.session.state(LatestDataset.self) { LatestDataset() }.value
    guard let dataset = latest?.dataset else {
      call.session.output.result(model.summary + "\nits shapes follow from a dataset: split first")
      return .none
    }
    let network = try model.recipe.network(for: dataset)
    var lines = [model.summary, network.table.render(width: call.session.printContext.width)]
    lines += network.space.notes
    call.session.output.result(lines.joined(separator: "\n"))
    return .none
  }
}
