/// Reads the fields of a JSON object with errors that name the field.
struct JsonFields {
  private let json: Json
  private let place: String

  init(_ json: Json, _ place: String) {
    self.json = json
    self.place = place
  }

  func value(_ name: String) throws -> Json {
    guard let value = json[name] else { throw failure(name, "is missing") }
    return value
  }

  func number(_ name: String) throws -> Double {
    guard let number = try value(name).number else { throw failure(name, "is no number") }
    return number
  }

  /// A whole number, 0 or more.
  func count(_ name: String) throws -> Int {
    guard let count = try value(name).integer, count >= 0 else {
      throw failure(name, "is no count")
    }
    return count
  }

  func text(_ name: String) throws -> String {
    guard let text = try value(name).text else { throw failure(name, "is no text") }
    return text
  }

  func array(_ name: String) throws -> [Json] {
    guard let array = try value(name).array else { throw failure(name, "is no list") }
    return array
  }

  func choice<Choice: RawRepresentable<String>>(_ name: String) throws -> Choice {
    guard let choice = Choice(rawValue: try text(name)) else {
      throw failure(name, "is not known")
    }
    return choice
  }

  private func failure(_ name: String, _ what: String) -> Failure {
    Failure("'\(name)' in \(place) \(what)")
  }
}
