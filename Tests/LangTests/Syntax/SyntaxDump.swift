@testable import Lang

/// Writes trees as nested lists, so that tests see the structure and not the printer's idea of it.
enum SyntaxDump {
  static func text(_ statement: StatementSyntax) -> String {
    switch statement.kind {
    case .bind(let name, let value): "(bind \(name.text) \(text(value)))"
    case .command(let command, let name): text(command, name)
    case .expression(let value): text(value)
    case .param(let name, let value): "(param \(name.text) \(text(value)))"
    case .target(let name, let value): "(target \(name.text) \(text(value)))"
    case .model(let name, let value): "(model \(name.text) \(text(value)))"
    case .features(let name, let frame, let entries):
      "(features \(name.text) \(frame.map(text) ?? "-")\(body(entries)))"
    case .featuresPreset(let name, let frame): "(preset \(name.text) \(frame.map(text) ?? "-"))"
    case .loss(let function): text("loss", function)
    case .rule(let function): text("rule", function)
    case .def(let function): text("def", function)
    case .track(let name, let value): "(track \(name.text) \(text(value)))"
    case .returns(let value): "(return \(text(value)))"
    case .at(let run, let epoch, let batch, let command):
      "(at \(run.text) \(epoch) \(batch.map(String.init) ?? "-") \(text(command, nil)))"
    case .conditional(let branches, let otherwise):
      "(if" + branches.map { " [\(text($0.condition))\(body($0.body))]" }.joined()
        + (otherwise.map { " [else\(body($0))]" } ?? "") + ")"
    case .loop(let name, let list, let statements):
      "(for \(name.text) \(text(list))\(body(statements)))"
    case .whileLoop(let condition, let statements): "(while \(text(condition))\(body(statements)))"
    case .breakLoop: "(break)"
    case .continueLoop: "(continue)"
    case .invalid: "(invalid)"
    }
  }

  static func text(_ expression: ExpressionSyntax) -> String {
    switch expression.kind {
    case .number(let value): "\(value)"
    case .text(let parts): "\"" + parts.map(text).joined(separator: "|") + "\""
    case .boolean(let value): "\(value)"
    case .none: "none"
    case .date(let date): "@\(date.nanoseconds / 1_000_000_000)\(date.isDay ? "d" : "t")"
    case .duration(let length):
      length.months > 0 ? "\(length.months)mo" : "\(length.nanoseconds / 1_000_000_000)s"
    case .name(let name): name
    case .list(let elements): "[" + elements.map(text).joined(separator: " ") + "]"
    case .record(let fields):
      "{" + fields.map { "\($0.key.text):\(text($0.value))" }.joined(separator: " ") + "}"
    case .range(let lower, let upper):
      "(.. \(lower.map(text) ?? "_") \(upper.map(text) ?? "_"))"
    case .unary(let sign, let operand): "(\(sign.rawValue) \(text(operand)))"
    case .binary(let sign, let left, let right): "(\(sign.rawValue) \(text(left)) \(text(right)))"
    case .pipe(let left, let right): "(|> \(text(left)) \(text(right)))"
    case .call(let callee, let arguments):
      "(call \(text(callee))" + arguments.map { " " + text($0) }.joined() + ")"
    case .index(let owner, let key): "(index \(text(owner)) \(text(key)))"
    case .member(let owner, let name): "(. \(text(owner)) \(name.text))"
    case .invalid: "?"
    }
  }

  private static func text(_ argument: ArgumentSyntax) -> String {
    (argument.label.map { "\($0.text)=" } ?? "") + text(argument.value)
  }

  private static func text(_ part: TextPart) -> String {
    switch part {
    case .literal(let literal): literal
    case .value(let value, let format): "<\(text(value))\(format.map { ":\($0)" } ?? "")>"
    }
  }

  private static func text(_ command: CommandSyntax, _ name: Identifier?) -> String {
    "(\(name.map { "\($0.text) = " } ?? "")!\(command.verb.text)"
      + command.arguments.map { " " + text($0) }.joined() + (command.inBackground ? " &" : "")
      + (command.body.map { body($0) } ?? "") + ")"
  }

  private static func text(_ word: String, _ function: FunctionSyntax) -> String {
    let formals = function.formals.map { formal in
      (formal.isOption ? "?" : "") + formal.name.text
        + (formal.defaultValue.map { "=\(text($0))" } ?? "")
    }
    return
      "(\(word) \(function.name.text) (\(formals.joined(separator: " ")))\(body(function.body)))"
  }

  private static func body(_ statements: [StatementSyntax]) -> String {
    ": " + statements.map(text).joined(separator: "; ")
  }
}
