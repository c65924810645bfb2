import Runtime

/// What the parser must know of a session to tell a command from an expression.
public struct Vocabulary {
  /// The signature of a verb, nil for any other word.
  public let verb: (String) -> Signature?
  /// Whether a variable or a column in scope has the name; names bound earlier in the text are
  /// known to the parser itself.
  public let isName: (String) -> Bool
  /// Every verb, for did-you-mean.
  public let verbNames: [String]

  public init(
    verb: @escaping (String) -> Signature?, isName: @escaping (String) -> Bool = { _ in false },
    verbNames: [String] = []
  ) {
    self.verb = verb
    self.isName = isName
    self.verbNames = verbNames
  }

  /// The verbs of a list of signatures.
  public init(_ verbs: [Signature], isName: @escaping (String) -> Bool = { _ in false }) {
    let known = Dictionary(verbs.map { ($0.name, $0) }) { first, _ in first }
    self.init(verb: { known[$0] }, isName: isName, verbNames: verbs.map(\.name))
  }
}
