import Runtime

/// The options that the verbs with trials share.
enum TrialOptions {
  static let parallel = Parameter(
    "parallel", .integer, default: .absent, in: 1...256,
    "side by side, a thread each; as many as there are processors when left out")
  static let folder = Parameter(
    "folder", .text, default: .absent,
    "where finished trials are kept; NAME in the run store when left out. The same line takes them "
      + "from there")

  static func threads(_ call: CommandCall) throws -> Int {
    call.has(parallel) ? try call.integer(parallel) : call.evaluationThreads
  }

  /// - Throws: `Failure` when the verb stands without a block.
  static func block(_ call: CommandCall) throws -> BlockCall {
    guard !call.inBackground else {
      throw Failure("\(call.signature.name) runs in the foreground: leave the & away")
    }
    guard let block = call.block else {
      throw Failure("\(call.signature.name): the block is missing")
    }
    return block
  }

  /// nil where nothing is kept: `set runs none`, or a placebo.
  static func folder(_ call: CommandCall) throws -> TrialFolder? {
    guard call.session.placebo == nil else { return nil }
    if call.has(folder) { return TrialFolder(try call.text(folder)) }
    guard let trial = call.session.trial else {
      let name = call.resultName ?? call.signature.name
      return call.session.runStore.map { TrialFolder("\($0)/\(name)") }
    }
    // Inside a trial, beside what is kept of it.
    return trial.path.map { TrialFolder($0 + ".trials") }
  }
}
