import Runtime

/// `help`, `help stage1`: what there is, and one page on each.
enum Help: Command {
  static let topic = Parameter(
    "name", .name, default: .absent, "a verb or a function; without it all verbs are listed")
  static let signature = Signature(
    "help", group: "session", "Lists the verbs, or explains one verb or function",
    positionals: [topic], examples: [Example("help stage1"), Example("help mean")])

  static func run(_ call: CommandCall) throws -> Value {
    let text = try call.has(topic) ? page(try call.text(topic), call) : overview(call)
    call.session.output.result(text)
    return .none
  }

  private static func page(_ name: String, _ call: CommandCall) throws -> String {
    let entries = ReferencePage.entries(named: name)
    if !entries.isEmpty {
      let width = call.session.printContext.width
      return entries.map { HelpPage($0.signature).text(asCall: $0.isCall, width: width) }
        .joined(separator: "\n\n")
    }
    let all = ReferencePage.sections.flatMap(\.signatures)
    let related = all.filter { $0.keywords.contains(name) }.map(\.name)
    let close = DidYouMean.closest(to: name, in: all.map(\.name)).map { [$0] } ?? []
    let found = related.isEmpty ? close : related
    throw Failure(
      "help: no verb or function '\(name)'", culprit: .parameter(topic.name),
      hint: found.isEmpty ? "help lists them all" : "did you mean '\(found[0])'?")
  }

  private static func overview(_ call: CommandCall) -> String {
    let width = call.session.printContext.width
    var lines: [String] = []
    for section in ReferencePage.sections where !section.signatures.isEmpty {
      lines.append(section.title)
      for group in ReferencePage.groups(section.signatures) {
        let names = group.signatures.map(\.name)
        lines += wrap(names, label: "  \(group.name)", width: width)
      }
      lines.append("")
    }
    lines.append("help NAME explains one; Tab completes; examples are in scripts/")
    return lines.joined(separator: "\n")
  }

  /// Names in lines of at most `width`, behind a label of fixed width.
  private static func wrap(_ names: [String], label: String, width: Int) -> [String] {
    let indent = 18
    var lines: [String] = []
    var line = label + String(repeating: " ", count: max(1, indent - label.count))
    for name in names {
      if line.count + name.count + 1 > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
      }
      line += name + " "
    }
    return lines + [line]
  }
}
