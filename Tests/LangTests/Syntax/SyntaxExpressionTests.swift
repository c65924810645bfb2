import Testing

@testable import Lang

@Suite struct SyntaxExpressionTests {
  @Test(arguments: [
    ("a + b * c", "(+ a (* b c))"), ("a * b + c", "(+ (* a b) c)"), ("a - b - c", "(- (- a b) c)"),
    ("a / b * c", "(* (/ a b) c)"), ("(a + b) * c", "(* (+ a b) c)"), ("a % b", "(% a b)"),
    ("-a ** b", "(- (** a b))"), ("a ** -b", "(** a (- b))"), ("a ** b ** c", "(** a (** b c))"),
    ("-a * b", "(* (- a) b)"), ("--a", "(- (- a))"), ("a - -b", "(- a (- b))"), ("a -b", "(- a b)"),
    ("a or b and c", "(or a (and b c))"), ("not a and b", "(and (not a) b)"),
    ("not a == b", "(not (== a b))"), ("not not a", "(not (not a))"),
    ("a + 1 < b and c", "(and (< (+ a 1.0) b) c)"), ("a in b", "(in a b)"),
    ("a not in b", "(not (in a b))"), ("a in 0..1", "(in a (.. 0.0 1.0))"),
    ("1..n + 1", "(.. 1.0 (+ n 1.0))"), ("a - 1..b", "(.. (- a 1.0) b)"), ("..b", "(.. _ b)"),
    ("a..", "(.. a _)"), ("-5..-1", "(.. (- 5.0) (- 1.0))"),
    ("x |> f", "(|> x f)"), ("x |> f(1) |> g", "(|> (|> x (call f 1.0)) g)"),
    ("a or b |> f", "(|> (or a b) f)"), ("x |> m.f(1)", "(|> x (call (. m f) 1.0))"),
  ])
  func precedence(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: ["==", "!=", "<", "<=", ">", ">=", "in"])
  func comparisons(sign: String) {
    #expect(tree("a + 1 \(sign) b") == "(\(sign) (+ a 1.0) b)")
    let offset = 6 + sign.count
    #expect(
      errors("a \(sign) b < c") == """
        error: comparisons do not chain
         1 | a \(sign) b < c
           | \(String(repeating: " ", count: offset - 1))^ write a \(sign) b and b ... c
        """)
  }

  @Test(arguments: [
    ("f()", "(call f)"), ("f(a, 2, k=3)", "(call f a 2.0 k=3.0)"), ("f(a,)", "(call f a)"),
    ("f(k = 3)", "(call f k=3.0)"), ("f(a == b)", "(call f (== a b))"),
    ("f(x)(y)", "(call (call f x) y)"),
    ("a.b.c", "(. (. a b) c)"), ("a.f(x).y[0]", "(index (. (call (. a f) x) y) 0.0)"),
    ("x[-1]", "(index x (- 1.0))"), ("px[\"AAPL\"]", "(index px \"AAPL\")"),
    ("x[2024-01-01..]", "(index x (.. @1704067200d _))"), ("x[..3]", "(index x (.. _ 3.0))"),
    ("[1, 2][0]", "(index [1.0 2.0] 0.0)"), ("{a: 1}.a", "(. {a:1.0} a)"),
    ("(a + b).c", "(. (+ a b) c)"), ("f(a |> g)", "(call f (|> a g))"),
  ])
  func postfix(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: [
    ("true", "true"), ("false", "false"), ("none", "none"), ("nan", "nan"), ("[]", "[]"),
    ("[1, [2], ]", "[1.0 [2.0]]"), ("{}", "{}"), ("{lr: 1e-3, batch: 8}", "{lr:0.001 batch:8.0}"),
    ("{\"a b\": 1}", "{a b:1.0}"), ("[a..b, ..c]", "[(.. a b) (.. _ c)]"), ("3mo", "3mo"),
    ("{direction: focal, volatility: mse}", "{direction:focal volatility:mse}"),
    ("2024-06-30..2024-07-01T10:00", "(.. @1719705600d @1719828000t)"),
  ])
  func literals(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test func spansCoverTheirText() throws {
    let text = "ret = (a - lead(close, 1)) / b.c"
    let parsed = parse(text)
    guard case .bind(_, let quotient) = parsed.statements[0].kind,
      case .binary(_, let left, let right) = quotient.kind,
      case .binary(_, _, let call) = left.kind
    else {
      Issue.record("unexpected tree")
      return
    }
    let source = makeSource(text)
    #expect(source.text(parsed.statements[0].span) == text)
    #expect(source.text(quotient.span) == "(a - lead(close, 1)) / b.c")
    #expect(source.text(left.span) == "(a - lead(close, 1))")
    #expect(source.text(call.span) == "lead(close, 1)")
    #expect(source.text(right.span) == "b.c")
  }

  @Test func nestingIsLimited() {
    let deep = String(repeating: "(", count: 5000) + "1" + String(repeating: ")", count: 5000)
    #expect(tree("x = \(deep)").hasPrefix("error: this is nested too deeply"))
    #expect(tree("x = " + String(repeating: "-", count: 9999) + "1").contains("too deeply"))
    #expect(tree("x = " + String(repeating: "not ", count: 9999) + "1").contains("too deeply"))
    #expect(tree("x = 1" + String(repeating: " ** 1", count: 9999)).contains("too deeply"))
    #expect(tree("x = 1" + String(repeating: " + 1", count: 9999)).contains("too long"))
    #expect(tree("x = a" + String(repeating: ".b", count: 9999)).contains("too long"))
    let blocks = String(repeating: "if a:\n", count: 999) + String(repeating: "end\n", count: 999)
    #expect(tree(blocks).contains("too deeply"))
    let fine = String(repeating: "(", count: 80) + "1" + String(repeating: ")", count: 80)
    #expect(tree("x = \(fine)") == "(bind x 1.0)")
    #expect(parse("x = 1" + String(repeating: " + 1", count: 400)).diagnostics.isEmpty)
  }
}
