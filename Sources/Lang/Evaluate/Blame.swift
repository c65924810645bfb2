import Runtime

/// Turns errors of the runtime into diagnostics with a span.
enum Blame {
  /// - Returns: a `Diagnostic`, or the error itself when it is `Interrupted` or leaves the session.
  static func diagnostic(
    _ error: any Error, at span: Span?, arguments: [String: Span] = [:]
  ) -> any Error {
    switch error {
    case is Interrupted: return error
    case var diagnostic as Diagnostic:
      if diagnostic.span == nil { diagnostic.span = span }
      return diagnostic
    case let failure as Failure: return diagnostic(failure, at: span, arguments)
    default: return Diagnostic("\(error)", at: span)
    }
  }

  /// Runs a step whose failures belong to a narrower span.
  static func at<T>(_ span: Span, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch {
      throw diagnostic(error, at: span)
    }
  }

  private static func diagnostic(
    _ failure: Failure, at span: Span?, _ arguments: [String: Span]
  ) -> Diagnostic {
    var message = failure.message
    var place = span
    switch failure.culprit {
    case .none: break
    case .parameter(let name): place = arguments[name] ?? span
    case .origin(let origin): place = Span(origin)
    case .file(let path, let line, let column):
      // A message that names the file itself needs its name again only with a line to go to.
      if line > 0 || !message.contains(path) {
        message = "\(position(path, line, column)): \(message)"
      }
      place = arguments["path"] ?? span
    }
    return Diagnostic(message, at: place, hint: failure.hint)
  }

  private static func position(_ path: String, _ line: Int, _ column: Int) -> String {
    path + (line > 0 ? ":\(line)" : "") + (line > 0 && column > 0 ? ":\(column)" : "")
  }
}
