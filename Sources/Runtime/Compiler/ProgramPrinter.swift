/// A program as text: one instruction a line with sizes, places and what it computes.
enum ProgramPrinter {
  static func print(
    _ builder: ProgramBuilder, places: [Int], count: Int, _ precision: Precision
  ) -> String {
    let size = precision == .float32 ? 4 : 8
    let head =
      "\(builder.steps.count) instructions, \(precision.rawValue), "
      + "arena \((count + ArenaLayout.slack) * size) bytes "
      + "(\(builder.persistentCount * size) kept between steps)"
    let lines = builder.steps.enumerated().map { index, step in
      line(index, step, places)
    }
    return ([head] + lines).joined(separator: "\n")
  }

  private static func line(_ index: Int, _ step: Step, _ places: [Int]) -> String {
    let number = padded("\(index)", 4, left: true)
    let name = padded("\(step.opcode)", 24)
    let sizes = padded([step.m, step.n, step.k].map(String.init).joined(separator: "x"), 14)
    let operands = step.operands.map { "@\(places[$0])" }
    let parts = step.parts > 1 ? " in \(step.parts) parts" : ""
    let extra = step.extra.isEmpty ? "" : " \(step.extra)"
    let inputs = operands.dropFirst().joined(separator: " ")
    let code = "\(operands.first ?? "") <- \(inputs)\(extra)"
    return "\(number) \(name)\(sizes)\(padded(code, 32)) \(step.label)\(parts)"
  }

  private static func padded(_ text: String, _ width: Int, left: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - text.count))
    return left ? spaces + text : text + spaces
  }
}
