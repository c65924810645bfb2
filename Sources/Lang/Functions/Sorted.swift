import Runtime

/// A list of numbers or of texts in ascending order; missing numbers last.
enum Sorted: Function {
  static let list = Parameter("list", .list, "numbers or texts")
  static let signature = Signature(
    "sort", group: "general", "a list of numbers or of texts in ascending order",
    positionals: [list], examples: [Example("sort([3, 1, 2])", prints: "[1, 2, 3]")])

  static func call(_ call: CommandCall) throws -> Value {
    let items = try call.list(list)
    let numbers = items.compactMap(\.number)
    if numbers.count == items.count {
      let sorted = numbers.filter { !$0.isNaN }.sorted() + numbers.filter(\.isNaN)
      return .list(sorted.map { .number($0) })
    }
    let texts = items.compactMap { item -> String? in
      if case .text(let text) = item { return text }
      return nil
    }
    guard texts.count == items.count else {
      throw call.failure(list, "must hold numbers only or texts only")
    }
    return .list(texts.sorted().map { .text($0) })
  }
}
