import Testing

@testable import Lang

@Suite struct SyntaxCommandTests {
  @Test(arguments: [
    ("gaps", "(!gaps)"), ("gaps # all", "(!gaps)"), ("use px", "(!use px)"),
    ("head px 5", "(!head px 5.0)"),
    ("head px -5", "(!head px (- 5.0))"), ("head -5", "(!head (- 5.0))"),
    ("head px -n", "(!head px (- n))"),
    ("plot (a - b)", "(!plot (- a b))"), ("head [1, 2]", "(!head [1.0 2.0])"),
    ("show {a: 1}", "(!show {a:1.0})"),
    ("head px.close xs[0] f(x)", "(!head (. px close) (index xs 0.0) (call f x))"),
    ("show true none nan", "(!show true none nan)"), ("seed 42", "(!seed 42.0)"),
    ("head px 2024-01-01..2024-02-01", "(!head px (.. @1704067200d @1706745600d))"),
    ("head px ..5", "(!head px (.. _ 5.0))"), ("head px 5..", "(!head px (.. 5.0 _))"),
    ("set s1.lr 5e-4", "(!set (. s1 lr) 0.0005)"), ("say \"a {b}\"", "(!say \"a |<b>\")"),
    ("stage1 net(hidden=hidden) d loss=bce", "(!stage1 (call net hidden=hidden) d loss=bce)"),
    ("stage1 net d epochs=10 lr=1e-3", "(!stage1 net d epochs=10.0 lr=0.001)"),
    ("stage1 net d epochs = 10", "(!stage1 net d epochs=10.0)"), ("help for", "(!help for)"),
    ("help loss", "(!help loss)"), ("plot loss s1", "(!plot loss s1)"), ("runs &", "(!runs &)"),
    ("stage1 net d lr=1e-3 &", "(!stage1 net d lr=0.001 &)"),
    ("plot x last=500", "(!plot x last=500.0)"),
    (
      "split s target=y train=..2018-06-30 test=2019-04-01..",
      "(!split s target=y train=(.. _ @1530316800d) test=(.. @1554076800d _))"
    ),
    (
      "stage1 n d a=x + 1 b=-y c=f(x, k=1) e={k: [1]}",
      "(!stage1 n d a=(+ x 1.0) b=(- y) c=(call f x k=1.0) e={k:[1.0]})"
    ),
    (
      "stage1 n d a=x == 1 b=not c monitor=val.auc",
      "(!stage1 n d a=(== x 1.0) b=(not c) monitor=(. val auc))"
    ),
    (
      "load \"a.csv\" by=symbol from=2004-09-01 session=09:30-16:00",
      "(!load \"a.csv\" by=symbol from=@1093996800d session=\"09:30-16:00\")"
    ),
  ])
  func commandSpelling(text: String, expected: String) {
    #expect(tree(text) == expected)
    let bound = "(x = " + expected.dropFirst()
    #expect(tree("x = \(text)") == bound)
  }

  @Test(arguments: [
    ("head(px, 5)", "(!head px 5.0)"),
    ("stage1(net, d, epochs=10) &", "(!stage1 net d epochs=10.0 &)"),
    ("x = head(px, 5)", "(x = !head px 5.0)"),
    ("sweep(lr=[1, 2]): show lr", "(!sweep lr=[1.0 2.0]: (!show lr))"),
    ("head(px).close", "(. (call head px) close)"),
    ("x = head(px) + 1", "(bind x (+ (call head px) 1.0))"),
    ("head(px) |> f", "(|> (call head px) f)"), ("x = (head(px))", "(bind x (call head px))"),
    (
      "d = scale(split(micro, target=up1), method=robust)",
      "(d = !scale (call split micro target=up1) method=robust)"
    ),
  ])
  func callSpelling(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  /// Elsewhere the word of a verb is an ordinary name.
  @Test(arguments: [
    ("y = load / 2", "(bind y (/ load 2.0))"), ("load = 3", "(bind load 3.0)"),
    ("head - 5", "(- head 5.0)"),
    ("head.x", "(. head x)"), ("head[0]", "(index head 0.0)"), ("head-5", "(- head 5.0)"),
    ("head in xs", "(in head xs)"),
    ("head |> f", "(|> head f)"), ("x = head == 2", "(bind x (== head 2.0))"),
    ("x = f(head)", "(bind x (call f head))"), ("show head", "(!show head)"),
  ])
  func otherPlaces(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test func namesInScopeHideVerbs() {
    #expect(tree("load", names: ["load"]) == "load")
    #expect(tree("load = 1\nload\nx = load") == "(bind load 1.0)\nload\n(bind x load)")
    #expect(tree("head -5", names: ["head"]) == "(- head 5.0)")
    #expect(tree("for head in xs:\n  head\nend").contains("head xs: head"))
    #expect(tree("load = load \"x.csv\"") == "(load = !load \"x.csv\")")
    #expect(tree("sweep seed=[1]:\n  x = seed\nend\nseed 1").contains("(bind x seed)"))
    #expect(
      errors("load = 1\nload \"x\"") == """
        error: 'load' is a variable, not a command
         2 | load "x"
           | ^^^^ the command is load(...) here
        """)
  }

  @Test func bodiesHaveNoCommands() {
    #expect(tree("def f(x): head").contains(": head)"))
    #expect(
      errors("features s on px:\n  head px\nend") == """
        error: there are no commands in features
         2 |   head px
           |   ^^^^ write head(...)
        """)
    #expect(tree("target y = head") == "(target y head)")
  }

  @Test(arguments: [
    ("expect a < b tol=1e-9", "(!expect (< a b) tol=1e-09)"), ("expect not a", "(!expect (not a))"),
    ("expect -a < b", "(!expect (< (- a) b))"), ("expect a -b", "(!expect (- a b))"),
    (
      "expect s1.val.mse < s1.val.persistence.mse",
      "(!expect (< (. (. s1 val) mse) (. (. (. s1 val) persistence) mse)))"
    ),
    ("expect rows(es) > 1200", "(!expect (> (call rows es) 1200.0))"),
    ("timeit flow", "(!timeit flow)"),
    ("expect x in 0..1 tol=2", "(!expect (in x (.. 0.0 1.0)) tol=2.0)"),
    ("timeit (a) + b", "(!timeit (+ a b))"),
  ])
  func expressionPositionals(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: [
    ("head px + 1", "unexpected '+' between arguments", 8),
    ("head px, 5", "the arguments of a command stand behind spaces, without ','", 7),
    ("plot a - b", "unexpected '-' between arguments", 7),
    ("head px n=5 x", "an argument without a name behind an option", 12),
    ("head n=", "'n=' has no value", 7), ("head n= m=2", "'n=' has no value", 8),
    ("px = load \"x\" by=a |> clean", "'|>' does not continue a command", 19),
    ("px = load \"x\" |> clean", "'|>' does not continue a command", 14),
    ("head px & x", "unexpected 'x'", 10),
    ("head px a ..b c .. d", "'..' touches what it joins", 16),
  ])
  func argumentErrors(text: String, message: String, offset: Int) {
    let found = parse(text).diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.first?.span?.lower == offset)
  }

  @Test func unquotedPaths() {
    #expect(
      errors("load data/x.csv") == """
        error: unexpected '/'
         1 | load data/x.csv
           |          ^ a path stands in quotes
        """)
  }

  @Test func unknownCommands() {
    #expect(
      errors("x = stgae1 net d") == """
        error: no command 'stgae1'
         1 | x = stgae1 net d
           |     ^^^^^^ did you mean 'stage1'?
        """)
    #expect(
      errors("featurs vol on px:\n  a = 1 +* 2\nend\nb b") == """
        error: no command 'featurs'
         1 | featurs vol on px:
           | ^^^^^^^ did you mean 'features'?
        error: expected a value, found '*'
         2 |   a = 1 +* 2
           |          ^
        error: no command 'b'
         4 | b b
           | ^
        """)
  }
}
