/// The typed face of an operator, verb, layer, model or loss.
public struct Signature: Sendable {
  /// The spelling in the language.
  public let name: String
  /// The heading in `help` and in the reference page.
  public let group: String
  /// One line.
  public let summary: String
  /// Formula, warm-up, edge cases and source; shown by `help NAME`.
  public let details: String
  public let positionals: [Parameter]
  public let options: [Parameter]
  public let examples: [Example]
  /// Other words a user may look for (`sma` finds `mean`).
  public let keywords: [String]
  /// The names that the verb binds in the block it takes; nil for a verb without a block.
  public let block: BlockNames?
  /// How it is written, where that does not follow from the parameters.
  public let usage: String?

  public init(
    _ name: String, group: String, _ summary: String, details: String = "",
    positionals: [Parameter] = [], options: [Parameter] = [], examples: [Example] = [],
    keywords: [String] = [], block: BlockNames? = nil, usage: String? = nil
  ) {
    self.name = name
    self.group = group
    self.summary = summary
    self.details = details
    self.positionals = positionals
    self.options = options
    self.examples = examples
    self.keywords = keywords
    self.block = block
    self.usage = usage
  }

  public func parameter(_ name: String) -> Parameter? {
    positionals.first { $0.name == name } ?? options.first { $0.name == name }
  }
}

/// A line of fml with what it prints; examples run as tests.
public struct Example: Sendable {
  public let code: String
  /// The last line of the output, or nil where only success is promised.
  public let prints: String?

  public init(_ code: String, prints: String? = nil) {
    self.code = code
    self.prints = prints
  }
}
