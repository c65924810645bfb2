import Runtime

/// Which parts of a dataset may be looked at: a block that is chosen among sees no test part.
struct PartSight: Sendable {
  /// The verb whose block it is; nil where everything may be looked at.
  private let verb: String?

  init(_ session: Session) { verb = session.trial?.choosingVerb }

  /// - Throws: `Failure` for the test part in a block whose results are compared.
  func check(_ part: PartName) throws {
    guard part == .test, let verb else { return }
    throw Failure(
      "the block of \(verb) looks at the validation part only: what is chosen by the test part "
        + "is not tested by it", hint: "on=val")
  }
}
