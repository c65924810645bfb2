extension SyntaxPrinter {
  static func lines(_ statements: [StatementSyntax], indent: String) -> [String] {
    statements.flatMap { lines($0.kind).map { indent + $0 } }
  }

  /// The lines of a statement, a block's body indented.
  private static func lines(_ kind: StatementSyntax.Kind) -> [String] {
    switch kind {
    case .bind(let name, let value): ["\(name.text) = \(text(value))"]
    case .command(let command, let name): lines(command, bindTo: name)
    case .expression(let value): [text(value)]
    case .param(let name, let value): ["param \(name.text) = \(text(value))"]
    case .target(let name, let value): ["target \(name.text) = \(text(value))"]
    case .model(let name, let value): ["model \(name.text) = \(text(value))"]
    case .features(let name, let frame, let entries):
      block("features \(name.text)\(on(frame))", entries)
    case .featuresPreset(let name, let frame): ["features \(name.text)\(on(frame))"]
    case .loss(let function): lines("loss", function)
    case .rule(let function): lines("rule", function)
    case .def(let function): lines("def", function)
    case .track(let name, let value): ["track \(name.text) = \(text(value))"]
    case .returns(let value): ["return \(text(value))"]
    case .at(let run, let epoch, let batch, let command):
      lines(command, bindTo: nil, before: "at \(run.text) \(place(epoch, batch)) ")
    case .conditional(let branches, let otherwise): lines(branches, otherwise)
    case .loop(let name, let list, let body): block("for \(name.text) in \(text(list))", body)
    case .whileLoop(let condition, let body): block("while \(text(condition))", body)
    case .breakLoop: ["break"]
    case .continueLoop: ["continue"]
    case .invalid: ["?"]
    }
  }

  private static func block(_ header: String, _ body: [StatementSyntax]) -> [String] {
    ["\(header):"] + lines(body, indent: "  ") + ["end"]
  }

  private static func on(_ frame: ExpressionSyntax?) -> String {
    frame.map { " on \(text($0, above: .postfix))" } ?? ""
  }

  private static func place(_ epoch: Int, _ batch: Int?) -> String {
    batch.map { "\(epoch):\($0)" } ?? "epoch=\(epoch)"
  }

  private static func lines(
    _ branches: [(condition: ExpressionSyntax, body: [StatementSyntax])],
    _ otherwise: [StatementSyntax]?
  ) -> [String] {
    var result: [String] = []
    for (index, branch) in branches.enumerated() {
      result.append("\(index == 0 ? "if" : "elif") \(text(branch.condition)):")
      result += lines(branch.body, indent: "  ")
    }
    if let otherwise { result += ["else:"] + lines(otherwise, indent: "  ") }
    return result + ["end"]
  }

  private static func lines(_ word: String, _ function: FunctionSyntax) -> [String] {
    let formals = [false, true].map { isOption in
      function.formals.filter { $0.isOption == isOption }.map { formal in
        formal.name.text + (formal.defaultValue.map { "=" + text($0) } ?? "")
      }.joined(separator: ", ")
    }
    let list = formals[1].isEmpty ? formals[0] : formals.joined(separator: "; ")
    return block("\(word) \(function.name.text)(\(list))", function.body)
  }

  /// The command spelling; an argument that would not end by itself gets parentheses.
  private static func lines(
    _ command: CommandSyntax, bindTo name: Identifier?, before: String = ""
  ) -> [String] {
    var header = before + (name.map { "\($0.text) = " } ?? "") + command.verb.text
    for argument in command.arguments {
      let isOption = argument.label != nil
      header += " " + (argument.label.map { "\($0.text)=" } ?? "")
      header += isOption ? text(argument.value, above: .or) : positional(argument.value)
    }
    if command.inBackground { header += " &" }
    return command.body.map { block(header, $0) } ?? [header]
  }

  private static func positional(_ value: ExpressionSyntax) -> String {
    switch value.kind {
    case .unary(.negate, let operand): "-" + text(operand, above: .postfix)
    case .range(let lower, let upper):
      "\(lower.map(side) ?? "")..\(upper.map(side) ?? "")"
    default: text(value, above: .postfix)
    }
  }

  private static func side(_ value: ExpressionSyntax) -> String { text(value, above: .postfix) }
}
