import Runtime

extension TrialRunner {
  /// What is made of every outcome, with a line that counts them; after Ctrl-C says how many are
  /// kept.
  func counted<Result: Sendable>(
    _ body: @escaping @Sendable (Int, TrialOutcome) throws -> Result
  ) throws -> [Result] {
    let verb = call.signature.name
    var done = 0
    do {
      return try results(
        body,
        say: { count in
          done = count
          call.session.output.progress("  \(verb) \(count)/\(keys.count)", isFinal: false)
        })
    } catch is Interrupted {
      let place = folder.map { " and kept in \($0.path): the same line goes on" } ?? ""
      call.session.output.note("\(done) of \(keys.count) are done\(place)")
      throw Interrupted()
    }
  }
}
