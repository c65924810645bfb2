/// Pairs brackets and joins the lines of one statement by dropping newlines between them.
///
/// A line goes on while a bracket is open, after a trailing binary operator, and when the next line
/// begins with `|>`. A bracket that is never closed is reported and joins nothing, so that one
/// forgotten bracket does not swallow the rest of the text.
struct LineJoiner {
  private var text: LexedText
  private let source: Source
  /// How many matched brackets are open before each token.
  private var depths: [Int] = []
  /// Open brackets that wait for each closing one, so that a stray one is known at once.
  private var awaited: [Symbol: Int] = [:]

  private init(_ text: LexedText, in source: Source) {
    self.text = text
    self.source = source
  }

  static func join(_ text: LexedText, in source: Source) -> LexedText {
    var joiner = LineJoiner(text, in: source)
    joiner.pairBrackets()
    joiner.dropNewlines()
    return joiner.text
  }

  private mutating func pairBrackets() {
    var open: [Int] = []
    var steps = [Int](repeating: 0, count: text.tokens.count)
    for index in text.tokens.indices {
      guard case .symbol(let symbol) = text.tokens[index].kind else { continue }
      if let closing = symbol.closing {
        open.append(index)
        awaited[closing, default: 0] += 1
      } else if symbol.closesBracket {
        guard let partner = popPartner(of: symbol, from: &open) else {
          report(index, .strayBracket(symbol))
          continue
        }
        steps[partner] += 1
        steps[index] -= 1
      }
    }
    text.openBrackets = open.count
    reportUnclosed(open)
    var depth = 0
    depths = steps.map { step in
      depth += step
      return depth
    }
  }

  /// The opening bracket of a closing one; brackets left open inside are reported.
  private mutating func popPartner(of closing: Symbol, from open: inout [Int]) -> Int? {
    func fits(_ index: Int) -> Bool {
      guard case .symbol(let symbol) = text.tokens[index].kind else { return false }
      return symbol.closing == closing
    }
    guard awaited[closing, default: 0] > 0, let place = open.lastIndex(where: fits) else {
      return nil
    }
    for index in open[place...] {
      guard case .symbol(let symbol) = text.tokens[index].kind, let closing = symbol.closing else {
        continue
      }
      awaited[closing, default: 0] -= 1
    }
    reportUnclosed(Array(open[(place + 1)...]))
    let partner = open[place]
    open.removeSubrange(place...)
    return partner
  }

  private mutating func reportUnclosed(_ indices: [Int]) {
    for index in indices {
      guard case .symbol(let symbol) = text.tokens[index].kind else { continue }
      report(index, .unclosedBracket(symbol))
    }
  }

  private mutating func report(_ index: Int, _ message: LexicalMessage) {
    let token = text.tokens[index]
    let span = Span(source: source.id, lower: token.lower, upper: token.upper)
    text.diagnostics.append(Diagnostic(message.text, at: span, hint: message.hint))
    text.tokens[index].kind = .invalid
  }

  private mutating func dropNewlines() {
    var kept: [Token] = []
    kept.reserveCapacity(text.tokens.count)
    for (index, token) in text.tokens.enumerated() {
      if token.kind == .newline {
        let next = text.tokens[min(index + 1, text.tokens.count - 1)]
        let goesOn = depths[index] > 0 || next.isSymbol(.pipe) || Self.expectsMore(kept.last)
        if goesOn { continue }
      }
      if token.kind == .end, Self.expectsMore(kept.last) { text.endsInContinuation = true }
      kept.append(token)
    }
    text.tokens = kept
  }

  private static func expectsMore(_ token: Token?) -> Bool {
    guard let token else { return false }
    return token.binaryOperator != nil || token.isSymbol(.pipe)
  }
}
