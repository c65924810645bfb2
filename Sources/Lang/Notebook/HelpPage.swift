import Runtime

/// The text of `help NAME` and of the reference page, made from a signature alone.
public struct HelpPage: Sendable {
  public let signature: Signature

  public init(_ signature: Signature) { self.signature = signature }

  /// `stage1 model dataset [loss=mse] [epochs=10]` as a call (`mean(x, [n])`) or a command line.
  public func usage(asCall: Bool) -> String {
    if let usage = signature.usage { return usage }
    let positionals = signature.positionals.map { parameter in
      let name = parameter.name + (parameter.isVariadic ? "..." : "")
      return parameter.defaultValue == .required ? name : "[\(name)]"
    }
    let options = signature.options.map { parameter in
      let shown = "\(parameter.name)=\(parameter.shownDefault ?? parameter.kind.placeholder)"
      return parameter.defaultValue == .required ? shown : "[\(shown)]"
    }
    if asCall {
      return "\(signature.name)(\((positionals + options).joined(separator: ", ")))"
    }
    let line = ([signature.name] + positionals + options).joined(separator: " ")
    switch signature.block {
    case nil: return line
    case .options?: return line + " NAME=VALUES ...: BLOCK"
    case .fixed?: return line + ": BLOCK"
    }
  }

  /// Plain text for a terminal of `width` columns.
  public func text(asCall: Bool, width: Int = 79) -> String {
    var lines = TextWrap.lines(signature.summary, width: width) + [""]
    lines += TextWrap.lines("  " + usage(asCall: asCall), width: width, indent: 6)
    let parameters = signature.positionals + signature.options
    if !parameters.isEmpty {
      let longest = parameters.map(\.name.count).max() ?? 0
      lines.append("")
      for parameter in parameters {
        let padding = String(repeating: " ", count: longest - parameter.name.count)
        let line = "  \(parameter.name)\(padding)  \(parameter.sentence)"
        lines += TextWrap.lines(line, width: width, indent: longest + 4)
      }
    }
    if !signature.details.isEmpty {
      lines += [""] + TextWrap.paragraphs(signature.details, width: width)
    }
    if !signature.examples.isEmpty {
      lines += ["", "examples:"]
      for example in signature.examples {
        lines.append("  " + example.code)
        if let prints = example.prints { lines.append("    -> " + prints) }
      }
    }
    return lines.joined(separator: "\n")
  }

  /// A section of the reference page.
  public func markdown(asCall: Bool) -> String {
    var lines = ["### `\(signature.name)`", "", signature.summary, ""]
    lines += ["```", usage(asCall: asCall), "```", ""]
    let parameters = signature.positionals + signature.options
    for parameter in parameters {
      lines.append("- `\(parameter.name)`: \(parameter.sentence)")
    }
    if !parameters.isEmpty { lines.append("") }
    if !signature.details.isEmpty { lines += [signature.details, ""] }
    if !signature.examples.isEmpty {
      lines.append("```")
      for example in signature.examples {
        lines.append(example.code + (example.prints.map { "    # \($0)" } ?? ""))
      }
      lines += ["```", ""]
    }
    return lines.joined(separator: "\n")
  }
}

extension Parameter {
  /// The default as it would be typed; nil where there is none.
  var shownDefault: String? {
    switch defaultValue {
    case .required, .absent: nil
    case .number(let value): NumberFormat.general(value)
    case .text(let text): text
    case .boolean(let flag): flag ? "true" : "false"
    }
  }

  /// Help, unit, range, choices and default in one line.
  var sentence: String {
    var parts = [help]
    if !unit.isEmpty { parts.append("in \(unit)") }
    switch kind {
    case .choice(let words), .recipe(let words):
      parts.append("one of \(words.joined(separator: ", "))")
    case .choices(let words): parts.append("of \(words.joined(separator: ", "))")
    default: break
    }
    if let range {
      // Bounds of a million and more only keep numbers from overflowing.
      let upper = range.upperBound >= 1e6 ? "" : NumberFormat.general(range.upperBound)
      parts.append("\(NumberFormat.general(range.lowerBound))..\(upper)")
    }
    if let shownDefault { parts.append("default \(shownDefault)") }
    return parts.joined(separator: "; ")
  }
}

extension ParameterKind {
  /// The word that stands for a value in a usage line.
  var placeholder: String {
    switch self {
    case .choice(let words), .recipe(let words): words.joined(separator: "|")
    case .choices: "[...]"
    case .recipes: "{...}"
    case .batch: "integer|by(date)"
    case .featureSet: "features"
    case .anyOr: "any"
    default: "\(self)"
    }
  }
}
