import Runtime

extension Session {
  /// Parses, checks and runs a text; prints results and rendered diagnostics.
  public func execute(_ text: String, name: String = "prompt", folder: String? = nil) -> Outcome {
    .finished
  }

  /// Presses on a param or a setting before the run: `--set name=value`.
  ///
  /// - Throws: `Diagnostic` for an unknown name or a value that does not parse.
  public func set(_ name: String, to text: String) throws {}
}
