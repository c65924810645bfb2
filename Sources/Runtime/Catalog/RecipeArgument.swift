/// An option that is a word or a word with arguments: `plateau`, `plateau(patience=12)`, `by(date)`.
///
/// With arguments it is a record whose field `recipe` holds the word; arguments without a name are
/// fields `0`, `1`, ...
public struct RecipeArgument: Sendable {
  public static let wordField = "recipe"

  public let word: String
  private let fields: [(name: String, value: OperatorArgument)]
  private let option: String

  /// - Throws: `Failure` naming the option for anything else.
  public init(_ argument: OperatorArgument, _ option: String) throws {
    self.option = option
    switch argument {
    case .text(let word): (self.word, fields) = (word, [])
    case .record(let all):
      guard case .text(let word)? = all.first(where: { $0.name == Self.wordField })?.value else {
        throw Failure("\(option)= is a word, not a record", culprit: .parameter(option))
      }
      self.word = word
      fields = all.filter { $0.name != Self.wordField }
    default: throw Failure("\(option)= is a word", culprit: .parameter(option))
    }
  }

  /// - Throws: `Failure` for an argument that is none of these.
  public func check(_ known: [String]) throws {
    for field in fields where !known.contains(field.name) {
      let name = Int(field.name) == nil ? "option '\(field.name)'" : "such argument"
      throw Failure(
        "\(word) has no \(name)", culprit: .parameter(option),
        hint: known.isEmpty
          ? "it takes none" : known.filter { Int($0) == nil }.joined(separator: ", "))
    }
  }

  /// The number given by name or by place; nil when there is none.
  public func number(_ name: String, at place: Int? = nil) throws -> Double? {
    let found = fields.first { $0.name == name || $0.name == place.map(String.init) }
    guard let found else { return nil }
    guard case .number(let value) = found.value, value.isFinite else {
      throw Failure("\(word): '\(name)' is a number", culprit: .parameter(option))
    }
    return value
  }

  /// True or false by name; nil when it is not given.
  func flag(_ name: String) throws -> Bool? {
    guard let found = fields.first(where: { $0.name == name }) else { return nil }
    guard case .boolean(let flag) = found.value else {
      throw Failure("\(word): '\(name)' is true or false", culprit: .parameter(option))
    }
    return flag
  }

  /// A whole number by place.
  func integer(at place: Int, _ example: String) throws -> Int? {
    guard let found = fields.first(where: { $0.name == String(place) }) else { return nil }
    guard case .number(let value) = found.value, let whole = Int(exactly: value), whole > 0 else {
      throw Failure(
        "\(word) takes a whole number", culprit: .parameter(option), hint: example)
    }
    return whole
  }

  /// The word at a place; nil when there is none.
  public func text(at place: Int) -> String? {
    guard case .text(let text)? = fields.first(where: { $0.name == String(place) })?.value else {
      return nil
    }
    return text
  }
}
