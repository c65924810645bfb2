/// What the lexer says, in one place.
struct LexicalMessage {
  let text: String
  let hint: String?

  init(_ text: String, _ hint: String? = nil) {
    self.text = text
    self.hint = hint
  }
}

extension LexicalMessage {
  static var strayBackslash: Self {
    Self("a '\\' joins lines only at the end of a line")
  }

  static func foreign(_ sign: String, _ hint: String) -> Self {
    Self("there is no '\(sign)' in fml", hint)
  }

  static func strayCharacter(_ scalar: Unicode.Scalar) -> Self {
    switch scalar {
    case "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}":
      Self("a typographic quote", "write a plain \"")
    case "\u{2212}", "\u{2013}", "\u{2014}":
      Self("a typographic dash", "write a plain -")
    case "\u{0}"..<" ", "\u{7F}"..<"\u{A0}":
      Self("a control character in the text")
    default:
      Self("'\(Character(scalar))' has no meaning here")
    }
  }

  static var singleQuotes: Self {
    Self("a text stands in double quotes", "write \"...\"")
  }

  static var unclosedText: Self {
    Self("the text has no closing quote on its line")
  }

  static var unclosedBrace: Self {
    Self("'{' in a text is not closed", "a brace itself is written {{")
  }

  static var emptyBraces: Self {
    Self("nothing between the braces", "a brace itself is written {{")
  }

  static func unknownEscape(_ escape: String) -> Self {
    Self("no escape '\(escape)' in a text", "a backslash itself is written \\\\")
  }

  static func bareFraction(_ text: String) -> Self {
    Self("'\(text)' is not a number", "write 0\(text)")
  }

  static func bareDot(_ text: String) -> Self {
    Self("'\(text).' is not a number", "write \(text) or \(text).0")
  }

  static func leadingZero(_ text: String) -> Self {
    Self("'\(text)' is not a number", "a date is written 2024-06-30")
  }

  static func numberTooLarge(_ text: String) -> Self {
    Self("'\(text)' is too large for a number")
  }

  static func unknownUnit(_ unit: String, _ text: String, closest: String?) -> Self {
    Self(
      "'\(text)' is neither a number nor a name",
      closest.map { "did you mean '\(text.dropLast(unit.count))\($0)'?" }
        ?? "units are ms s min h d w mo y bp %")
  }

  static func durationTooLong(_ text: String) -> Self {
    Self("'\(text)' is too long for a duration", "it ends at about 290 years")
  }

  static func brokenMonths(_ text: String) -> Self {
    Self("'\(text)' is not a whole number of months")
  }

  static func noSuchDate(_ text: String) -> Self {
    Self("there is no date '\(text)'", "dates are written 2024-06-30 or 2024-06-30T14:31")
  }

  static func dateOutOfRange(_ text: String) -> Self {
    Self("the date '\(text)' is out of range", "dates go from 1678 to 2261")
  }

  static func unclosedBracket(_ bracket: Symbol) -> Self {
    Self("'\(bracket.rawValue)' is not closed")
  }

  static func strayBracket(_ bracket: Symbol) -> Self {
    Self("'\(bracket.rawValue)' closes nothing")
  }
}
