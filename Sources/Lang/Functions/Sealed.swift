import Runtime

/// `split f target=up test=sealed(15%)`.
enum Sealed: Function {
  static let part = Parameter("part", .any, "a share, a range of dates or a length of time")
  static let signature = Signature(
    "sealed", group: "general", "A test part that nobody may look at before it is opened",
    details: "For test= of split. Scores, books and charts of the part are refused until "
      + "`unseal \"why\"`; every look after that is counted over sessions for the same bars, whatever "
      + "the features, and said beside the result. Bare `test=sealed` takes what the other parts "
      + "leave, 15% where they are left out.",
    positionals: [part],
    examples: [Example("d = split micro target=up1 test=sealed(2023-01-01..)")],
    keywords: ["lockbox", "holdout", "unseal", "out-of-sample"])

  static func call(_ call: CommandCall) throws -> Value {
    .object(SealedShare(try call.required(part)))
  }
}
