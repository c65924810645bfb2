import Runtime

/// Which parts of a dataset may be looked at: a block that is chosen among sees no test part, and a sealed
/// test part is opened first.
struct PartSight: Sendable {
  /// The verb whose block it is; nil where everything may be looked at.
  private let verb: String?
  /// nil in a placebo, where there is nothing to see.
  private let seals: SealBook?

  init(_ session: Session) {
    verb = session.trial?.choosingVerb
    seals = session.placebo == nil ? session.seals : nil
  }

  /// - Throws: `Failure` for a walk that goes over a sealed test part.
  func check(folds: [Dataset]) throws { try seals?.check(folds) }

  /// - Throws: `Failure` for the test part in a block whose results are compared, and for a sealed one.
  func check(_ part: PartName, of dataset: Dataset) throws {
    guard part == .test else { return }
    if let verb {
      throw Failure(
        "the block of \(verb) looks at the validation part only: what is chosen by the test part "
          + "is not tested by it", hint: "on=val")
    }
    guard let seals, dataset.parts.contains(where: { $0.name == .test && $0.isSealed }) else {
      return
    }
    try seals.look(at: dataset)
  }
}
