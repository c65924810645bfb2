/// The reserved words. After a `.`, and as the key of an option, they are ordinary words.
enum Keyword: String, CaseIterable, Sendable {
  case and, or, not
  case contains = "in"
  case yes = "true"
  case no = "false"
  case none, nan
  case conditional = "if"
  case elseIf = "elif"
  case otherwise = "else"
  case loop = "for"
  case whileLoop = "while"
  case breakLoop = "break"
  case continueLoop = "continue"
  case function = "def"
  case end
}
