import Runtime

extension Signature {
  /// The frame whose columns are names in the expression that follows it: `filter px volume > 0`.
  var scopingParameter: Parameter? {
    guard let place = positionals.firstIndex(where: { $0.kind == .expression }), place > 0,
      positionals[place - 1].kind == .frame
    else { return nil }
    return positionals[place - 1]
  }
}
