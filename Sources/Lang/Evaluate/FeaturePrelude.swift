import Runtime

/// The named feature sets: `.fml` files compiled into the binary.
///
/// A file holds helper `def`s and one `features` block without a frame; `features es28 on px` runs it
/// as if the block stood in the script, on that frame.
public enum FeaturePrelude {
  /// One entry per file, by the set it defines.
  static let texts: [(name: String, bytes: [UInt8])] = [
    ("core14", PackageResources.core14_fml),
    ("equity", PackageResources.equity_fml),
    ("es10", PackageResources.es10_fml),
    ("es19", PackageResources.es19_fml),
    ("es28", PackageResources.es28_fml),
    ("es28_paper", PackageResources.es28_paper_fml),
    ("es5", PackageResources.es5_fml),
    ("har", PackageResources.har_fml),
    ("intermarket", PackageResources.intermarket_fml),
    ("levels", PackageResources.levels_fml),
    ("micro", PackageResources.micro_fml),
    ("regime", PackageResources.regime_fml),
    ("wavenet10", PackageResources.wavenet10_fml),
    ("wavenet19", PackageResources.wavenet19_fml),
    ("wavenet32", PackageResources.wavenet32_fml),
    ("wavenet42", PackageResources.wavenet42_fml),
  ]

  public static let names = texts.map { $0.name }

  /// The source of a set, which a user may copy and edit.
  public static func text(_ name: String) -> String? {
    texts.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// The set as a function of a frame.
  static func function(_ name: String, at span: Span, in session: Session) throws -> FunctionValue {
    guard let text = text(name) else { throw unknown(name, at: span) }
    let source = session.sources.add(name: "\(name).fml", text: text)
    let program = Parser.parse(source, session.vocabulary)
    if let diagnostic = program.diagnostics.first { throw diagnostic }
    let syntax = FunctionSyntax(
      name: Identifier(name, span),
      formals: [FormalSyntax(name: Identifier(frame, span), defaultValue: nil, isOption: false)],
      body: program.statements.flatMap { bound($0, name) })
    let chunk = try Lowering.function(syntax, in: session, source: source)
    return FunctionValue(name: name, kind: .def, syntax: syntax, chunk: chunk)
  }

  /// The block on the frame that the function is given, and its result.
  private static func bound(_ statement: StatementSyntax, _ name: String) -> [StatementSyntax] {
    guard case .features(let identifier, _, let entries) = statement.kind else {
      return [statement]
    }
    let owner = ExpressionSyntax(.name(frame), identifier.span)
    let result = ExpressionSyntax(.name(identifier.text), identifier.span)
    return [
      StatementSyntax(.features(identifier, on: owner, entries: entries), statement.span),
      StatementSyntax(.returns(result), statement.span),
    ]
  }

  /// No name of a file: the parameter cannot hide a column.
  private static let frame = "the frame"

  private static func unknown(_ name: String, at span: Span) -> Diagnostic {
    let near = DidYouMean.closest(to: name, in: names)
    return Diagnostic(
      "no feature set '\(name)' in the prelude", at: span,
      hint: near.map { "did you mean '\($0)'?" } ?? "there are \(names.joined(separator: ", "))",
      help: "or write its columns: features \(name) on px: ...")
  }
}

extension Prelude {
  /// `features har on px`: a set of the prelude on a frame.
  static func features(
    _ name: String, on frame: Value?, at span: Span, in session: Session
  ) throws -> Value {
    let function = try FeaturePrelude.function(name, at: span, in: session)
    guard case .frame(let owner)? = frame ?? session.frameInUse.map({ .frame($0) }) else {
      throw Diagnostic(
        "features '\(name)' needs a frame", at: span,
        hint: "features \(name) on px, or use px first")
    }
    do {
      return try session.call(function, with: [.frame(owner)])
    } catch var diagnostic as Diagnostic {
      if diagnostic.related == nil {
        diagnostic.related = Diagnostic.Related(
          "in features \(name), put on \(owner.name) here", at: span)
      }
      diagnostic.help = diagnostic.help ?? "show source \(name) prints the columns it needs"
      throw diagnostic
    }
  }
}
