import Runtime

/// Losses, feature sets and recipes written in fml and compiled into the binary.
enum Prelude {
  /// `features har on px`: a set of the prelude on a frame.
  static func features(
    _ name: String, on frame: Value?, at span: Span, in session: Session
  ) throws -> Value {
    throw Diagnostic(
      "no feature set '\(name)' in the prelude", at: span,
      hint: "write its columns: features \(name) on px: ...")
  }
}
