import Runtime

/// A user's `def`, `loss` or `rule`, compiled once.
public final class FunctionValue: Sendable {
  public enum Kind: Sendable { case def, loss, rule }

  public let name: String
  public let kind: Kind
  public let syntax: FunctionSyntax
  let chunk: Chunk

  init(name: String, kind: Kind, syntax: FunctionSyntax, chunk: Chunk) {
    self.name = name
    self.kind = kind
    self.syntax = syntax
    self.chunk = chunk
  }

  var formals: [FormalSyntax] { syntax.formals }

  /// `f(a, b; k=...)`, as `ls` and completion show it.
  public var head: String {
    let positionals = formals.filter { !$0.isOption }.map(\.name.text).joined(separator: ", ")
    let options = formals.filter(\.isOption).map { $0.name.text + "=" }.joined(separator: ", ")
    return "\(name)(\(positionals)\(options.isEmpty ? "" : "; " + options))"
  }
}
