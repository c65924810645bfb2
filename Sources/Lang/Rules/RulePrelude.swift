import Runtime

/// The trading rules of the prelude: `.fml` files compiled into the binary.
///
/// The comment at the head of a file explains the rule: its first line in one sentence, then details,
/// then a line `name: help [unit, low..high]` or `name: help [one|of|these]` for every option.
public enum RulePrelude {
  /// One entry per file, by the rule it defines.
  static let texts: [(name: String, bytes: [UInt8])] = [
    ("limit_both", PackageResources.limit_both_fml),
    ("limit_long", PackageResources.limit_long_fml),
    ("limit_short", PackageResources.limit_short_fml),
    ("long_short", PackageResources.long_short_fml),
    ("margin", PackageResources.margin_fml),
    ("threshold", PackageResources.threshold_fml),
  ]

  public static let names = texts.map { $0.name }

  /// The source of a rule, which a user may copy and edit.
  public static func text(_ name: String) -> String? {
    texts.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// What the language knows of a rule; nil when the prelude has none of that name.
  static func signature(_ name: String) -> Signature? { signatures[name] }

  static let all: [Signature] = names.compactMap { signatures[$0] }

  private static let signatures = Dictionary(
    texts.compactMap { name, _ in made(name).map { (name, $0) } }, uniquingKeysWith: { $1 })

  private static func made(_ name: String) -> Signature? {
    guard let text = text(name), let function = function(in: text) else { return nil }
    return RuleSignature(function, RuleComment(text)).signature
  }

  /// The one rule of a text.
  static func function(in text: String) -> FunctionSyntax? {
    let source = Source(id: 0, name: "rule", text: text)
    let vocabulary = Vocabulary(verb: { _ in nil }, isName: { _ in false }, verbNames: [])
    for case .rule(let function) in Parser.parse(source, vocabulary).statements.map(\.kind) {
      return function
    }
    return nil
  }
}

/// What the comment at the head of a rule says.
struct RuleComment {
  struct Option {
    let help: String
    var unit = ""
    var range: ClosedRange<Double>?
    var words: [String] = []
  }

  private(set) var summary = ""
  private(set) var details = ""
  private(set) var options: [String: Option] = [:]

  init(_ text: String) {
    var sentences: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      guard line.hasPrefix("#") else { break }
      let words = line.dropFirst().drop { $0 == " " }
      if line.hasPrefix("#   "), let colon = words.firstIndex(of: ":") {
        let help = words[words.index(after: colon)...].drop { $0 == " " }
        options[String(words[..<colon])] = Self.option(String(help))
      } else {
        sentences.append(String(words))
      }
    }
    summary = sentences.first ?? ""
    details = sentences.dropFirst().joined(separator: " ")
  }

  /// `help [unit, low..high]`, `help [low..high]` or `help [a|b]`.
  private static func option(_ text: String) -> Option {
    guard text.hasSuffix("]"), let open = text.lastIndex(of: "[") else { return Option(help: text) }
    let help = text[..<open].reversed().drop { $0 == " " }.reversed()
    let note = text[text.index(after: open)...].dropLast()
    var option = Option(help: String(help))
    if note.contains("|") {
      option.words = note.split(separator: "|").map(String.init)
      return option
    }
    for part in note.split(separator: ",") {
      let word = String(part.drop { $0 == " " })
      let ends = word.components(separatedBy: "..").compactMap(Double.init)
      if ends.count == 2, ends[0] <= ends[1] {
        option.range = ends[0]...ends[1]
      } else {
        option.unit = word
      }
    }
    return option
  }
}

extension String {
  /// The pieces between occurrences of a separator.
  fileprivate func components(separatedBy separator: String) -> [String] {
    var pieces: [String] = []
    var rest = self[...]
    while let place = rest.firstRange(of: separator) {
      pieces.append(String(rest[..<place.lowerBound]))
      rest = rest[place.upperBound...]
    }
    return pieces + [String(rest)]
  }
}

/// What the language knows of a rule: its own options, then those of execution.
struct RuleSignature {
  static let prediction = Parameter(
    "p", .any, default: .absent, "predictions: to look at what the rule makes of them")
  static let bar = Parameter("bar", .any, default: .absent, "the frame of the bars, with p")

  let signature: Signature

  init(_ function: FunctionSyntax, _ comment: RuleComment? = nil) {
    let formals = function.formals
    let own = formals.filter(\.isOption).map { Self.parameter($0, comment?.options[$0.name.text]) }
    let taken = Set(own.map(\.name))
    let inputs = formals.filter { !$0.isOption }.map(\.name.text)
    signature = Signature(
      function.name.text, group: "rules", comment?.summary ?? "A rule of the script",
      details: comment.map { $0.details + Self.more } ?? "",
      positionals: [Self.prediction, Self.bar].filter { inputs.contains($0.name) },
      options: own + ExecutionOptions.all.filter { !taken.contains($0.name) },
      examples: [Example("bt = backtest s1 rule=\(function.name.text) on=test")],
      keywords: ["rule", "strategy", "orders", "weights"])
  }

  private static let more =
    " The options below the rule's own are those of every execution, which backtest takes, too; what "
    + "backtest says goes before."

  private static func parameter(_ formal: FormalSyntax, _ option: RuleComment.Option?) -> Parameter
  {
    let name = formal.name.text
    let (kind, standard) = kind(of: formal.defaultValue)
    guard let option else {
      let known = ExecutionOptions.parameter(name)
      return Parameter(
        name, known?.kind ?? .any, default: standard, unit: known?.unit ?? "",
        in: known?.range, known?.help ?? "an option of the rule")
    }
    if !option.words.isEmpty {
      return Parameter(name, .choice(option.words), default: standard, option.help)
    }
    let isWhole = kind == .number && (option.unit == "bars" || option.unit == "symbols")
    return Parameter(
      name, isWhole ? .integer : kind, default: standard, unit: option.unit, in: option.range,
      option.help)
  }

  /// What a default tells of an option.
  private static func kind(
    of value: ExpressionSyntax?
  ) -> (ParameterKind, ParameterDefault) {
    switch value?.kind {
    case .number(let number): return (.number, .number(number))
    case .boolean(let flag): return (.boolean, .boolean(flag))
    case .text(let parts):
      if parts.count == 1, case .literal(let text) = parts[0] { return (.text, .text(text)) }
      return (.any, .absent)
    default: return (.any, .absent)
    }
  }
}
