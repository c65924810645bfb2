@testable import Runtime

/// Reads an expression in the spelling of the language and builds its graph: enough of the grammar
/// for the examples of operators and the headers of the reference tables.
struct ExampleReader {
  struct Unreadable: Error, CustomStringConvertible {
    let description: String
  }

  enum Value {
    case argument(OperatorArgument)
    case record([(name: String, value: Expression)])
  }

  private let frame: Frame
  private let text: [Character]
  private var position = 0

  static func expression(_ code: String, on frame: Frame) throws -> Expression {
    var reader = ExampleReader(frame: frame, code)
    let value = try reader.comparison()
    guard reader.peek() == nil else { throw Unreadable(description: "rest of '\(code)'") }
    return try reader.series(value)
  }

  private init(frame: Frame, _ code: String) {
    self.frame = frame
    text = Array(code)
  }

  private mutating func comparison() throws -> Value {
    var left = try sum()
    while let word = ["<=", ">=", "==", "<", ">"].first(where: { take($0) }) {
      let (a, b) = (try series(left), try series(sum()))
      let made: Expression =
        switch word {
        case "<=": try .lessOrEqual(a, b)
        case ">=": try .greaterOrEqual(a, b)
        case "==": try .equal(a, b)
        case "<": try .less(a, b)
        default: try .greater(a, b)
        }
      left = .argument(.series(made))
    }
    return left
  }

  private mutating func sum() throws -> Value {
    var left = try product()
    while let word = ["+", "-"].first(where: { take($0) }) {
      let (a, b) = (try series(left), try series(product()))
      left = .argument(.series(word == "+" ? try .add(a, b) : try .subtract(a, b)))
    }
    return left
  }

  private mutating func product() throws -> Value {
    var left = try unary()
    while let word = ["*", "/", "%"].first(where: { take($0) }) {
      let (a, b) = (try series(left), try series(unary()))
      let made: Expression =
        switch word {
        case "*": try .multiply(a, b)
        case "/": try .divide(a, b)
        default: try .modulo(a, b)
        }
      left = .argument(.series(made))
    }
    return left
  }

  private mutating func unary() throws -> Value {
    guard take("-") else { return try member() }
    let value = try unary()
    if case .argument(.number(let number)) = value { return .argument(.number(-number)) }
    return .argument(.series(try .negate(series(value))))
  }

  private mutating func member() throws -> Value {
    let value = try primary()
    guard case .record(let fields) = value, take(".") else { return value }
    let name = word()
    guard let field = fields.first(where: { $0.name == name }) else {
      throw Unreadable(description: "no output '\(name)'")
    }
    return .argument(.series(field.value))
  }

  private mutating func primary() throws -> Value {
    if take("(") {
      let value = try comparison()
      return take(")") ? value : try fail("a closing parenthesis")
    }
    if take("[") { return .argument(.list(try list(until: "]"))) }
    if take("\"") {
      var content = ""
      while let next = next(), next != "\"" { content.append(next) }
      return .argument(.text(content))
    }
    guard let first = peek(), first.isLetter || first.isNumber else { return try fail("a value") }
    return first.isNumber ? number() : try name()
  }

  private mutating func number() -> Value {
    var digits = ""
    while let next = peekRaw(), next.isNumber || next == "." { digits.append(self.next() ?? "0") }
    let value = Double(digits) ?? .nan
    if peekRaw() == "d" {
      position += 1
      return .argument(.duration(Int64(value) * Nanoseconds.day))
    }
    return .argument(.number(value))
  }

  private mutating func name() throws -> Value {
    let name = word()
    switch name {
    case "true": return .argument(.boolean(true))
    case "false": return .argument(.boolean(false))
    case "nan": return .argument(.number(.nan))
    default: break
    }
    if peekRaw() == "(" { return try call(name) }
    if let column = frame.expression(name) { return .argument(.series(column)) }
    return .argument(.text(name))
  }

  private mutating func call(_ name: String) throws -> Value {
    guard take("("), let entry = OperatorCatalog.named(name) else { return try fail(name) }
    var positionals: [OperatorArgument] = []
    var options: [(name: String, value: OperatorArgument)] = []
    while !take(")") {
      let start = position
      _ = peek()
      let key = word()
      if take("="), peekRaw() != "=" {
        options.append((key, try argument(comparison())))
      } else {
        position = start
        positionals.append(try argument(comparison()))
      }
      if peek() != ")", !take(",") { return try fail("a comma") }
    }
    let arguments = try OperatorBinder.bind(
      entry.signature, positionals: positionals, options: options)
    switch try entry.build(OperatorCall(arguments: arguments, frame: frame)) {
    case .series(let expression): return .argument(.series(expression))
    case .record(let fields): return .record(fields)
    }
  }

  private mutating func list(until end: String) throws -> [OperatorArgument] {
    var items: [OperatorArgument] = []
    while !take(end) {
      items.append(try argument(comparison()))
      if peek() != end.first, !take(",") { _ = try fail("a comma") }
    }
    return items
  }

  private func argument(_ value: Value) throws -> OperatorArgument {
    guard case .argument(let argument) = value else {
      throw Unreadable(description: "a record is no argument")
    }
    return argument
  }

  private func series(_ value: Value) throws -> Expression {
    switch try argument(value) {
    case .series(let expression): return expression
    case .number(let number): return Expression(constant: number)
    default: throw Unreadable(description: "not a series: \(String(text))")
    }
  }

  private func fail(_ wanted: String) throws -> Value {
    throw Unreadable(description: "\(wanted) expected at \(position) of '\(String(text))'")
  }

  private mutating func word() -> String {
    var word = ""
    while let next = peekRaw(), next.isLetter || next.isNumber || next == "_" {
      word.append(next)
      position += 1
    }
    return word
  }

  private mutating func take(_ word: String) -> Bool {
    while peekRaw() == " " { position += 1 }
    guard text[position...].starts(with: word) else { return false }
    position += word.count
    return true
  }

  private mutating func peek() -> Character? {
    while peekRaw() == " " { position += 1 }
    return peekRaw()
  }

  private func peekRaw() -> Character? { position < text.count ? text[position] : nil }

  private mutating func next() -> Character? {
    defer { position += 1 }
    return peekRaw()
  }
}
