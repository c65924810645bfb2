import Runtime

/// `unseal "the model is chosen: final look"`.
enum UnsealCommand: Command {
  static let reason = Parameter("why", .text, "why the test part is looked at now")
  static let dataset = Parameter(
    "dataset", .any, default: .absent, "a dataset; all of the session when left out")
  static let signature = Signature(
    "unseal", group: "backtest", "Opens sealed test parts, for a reason that is kept",
    details: "The reason goes into the ledger of trials with its date, and is said with every look "
      + "at the part. Looks at the test part of the same bars count over sessions, whatever the "
      + "features: a part that was looked at often tests nothing.",
    positionals: [reason, dataset],
    examples: [Example("unseal \"model chosen, final look\"")],
    keywords: ["sealed", "lockbox", "test", "holdout"])

  static func run(_ call: CommandCall) throws -> Value {
    let text = try call.text(reason)
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw call.failure(reason, "is empty: say why", hint: "unseal \"model chosen, final look\"")
    }
    var wanted: Dataset?
    if call.has(dataset) { wanted = try call.object(dataset, as: DatasetValue.self).dataset }
    let opened = call.session.seals.open(wanted, reason: text)
    guard !opened.isEmpty else {
      throw Failure(
        "no test part is sealed", culprit: call.has(dataset) ? .parameter(dataset.name) : .none,
        hint: "d = split f target=y test=sealed(15%)")
    }
    for part in opened {
      let looks =
        switch part.looks {
        case 0: "nobody has looked at it yet"
        case 1: "1 look before"
        default: "\(NumberFormat.count(part.looks)) looks before"
        }
      call.session.output.result("test part of \(part.name) opened: \(looks)")
    }
    return .none
  }
}
