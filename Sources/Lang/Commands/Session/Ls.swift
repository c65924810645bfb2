import Runtime

/// `ls`: what the session holds.
enum Ls: Command {
  static let signature = Signature(
    "ls", group: "session", "Lists the variables with their types and causality",
    examples: [Example("ls")], keywords: ["who", "variables"])

  static func run(_ call: CommandCall) throws -> Value {
    let session = call.session
    let names = session.variableNames
    guard !names.isEmpty else {
      session.output.result("nothing is bound yet: px = load \"file.csv\"")
      return .none
    }
    let values = names.map { session.variable($0) ?? .none }
    let inUse = session.frameInUse?.name
    let table = TextTable(
      [
        .init("name", align: .left, names.map { $0 == inUse ? "\($0) (in use)" : $0 }),
        .init("type", align: .left, values.map(\.typeName)),
        .init("value", align: .left, values.map { line($0, session) }),
      ], pinned: 3)
    session.output.result(table.render(width: session.printContext.width))
    return .none
  }

  private static func line(_ value: Value, _ session: Session) -> String {
    switch value {
    case .series(let series): SeriesPrinter(session: session).summary(of: series)
    case .frame(let frame): FramePrinter(context: session.printContext).summary(of: frame)
    case .object(let object): object.summary
    default: value.line(depth: 1)
    }
  }
}
