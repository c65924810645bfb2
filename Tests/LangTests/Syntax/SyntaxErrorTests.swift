import Testing

@testable import Lang

/// What is said, and where the caret stands.
@Suite struct SyntaxErrorTests {
  @Test(arguments: [
    ("x =", "expected a value, found the end of the line", 3, 3),
    ("x = * 2", "expected a value, found '*'", 4, 5),
    ("x = 1 2", "unexpected '2'", 6, 7),
    ("f (x)", "the parenthesis of a call touches its name", 2, 3),
    ("x = a [0]", "the bracket of an index touches its name", 6, 7),
    ("if a = b: c", "expected ':' before the block", 5, 6),
    ("a + b = c", "'=' binds a name at the beginning of a line", 6, 7),
    ("x[0] = c", "'=' binds a name at the beginning of a line", 5, 6),
    ("x = a .. b", "'..' touches what it joins", 6, 8),
    ("x = ..", "'..' touches what it joins", 4, 6),
    ("x = 1..2..3", "'..' touches what it joins", 8, 10),
    ("x = end", "expected a value, found the reserved word 'end'", 4, 7),
    ("end = 2", "'end' closes nothing", 0, 3),
    ("for end in x: y", "'end' is a reserved word, not a name", 4, 7),
    ("a; b", "unexpected ';'", 1, 2),
    ("head px n=1, m=2", "the arguments of a command stand behind spaces, without ','", 11, 12),
    ("x = (a, b)", "unexpected ','", 6, 7),
    ("f(a b)", "expected ',' or ')' after an argument", 4, 5),
    ("f(k=1, a)", "an argument without a name behind an option", 7, 8),
    ("x = {1: 2}", "expected a key", 5, 6),
    ("x = {a: 1, a: 2}", "the key 'a' stands twice", 11, 12),
    ("x = [1; 2]", "expected ',' or ']' after an element", 6, 7),
    ("x[a:b]", "expected ']' after the index", 3, 4),
    ("x.", "expected the name of a member after '.'", 2, 2),
    ("x.5", "expected the name of a member after '.'", 2, 3),
    ("x |> 3", "at the right of '|>' stands a call or a function", 5, 6),
    ("x = a if b", "unexpected 'if'", 6, 8),
    ("x = a & b", "'&' stands at the end of a command", 6, 7),
    ("x = a == not b", "'not' needs parentheses here", 9, 12),
    ("x = a && b", "there is no '&&' in fml", 6, 8),
    ("x += 1", "there is no '+=' in fml", 2, 4),
    ("x = 2^3", "there is no '^' in fml", 5, 6),
    ("x = a ? b", "'?' has no meaning here", 6, 7),
    ("x = 1.", "'1.' is not a number", 4, 6),
    ("x = .5", "'.5' is not a number", 4, 6),
    ("x = 007", "'007' is not a number", 4, 7),
    ("x = 5foo", "'5foo' is neither a number nor a name", 4, 8),
    ("x = 1__0", "'1__0' is neither a number nor a name", 4, 8),
    ("x = 1e999", "'1e999' is too large for a number", 4, 9),
    ("x = 300y", "'300y' is too long for a duration", 4, 8),
    ("x = 0.3mo", "'0.3mo' is not a whole number of months", 4, 9),
    ("x = 2024-02-30", "there is no date '2024-02-30'", 4, 14),
    ("x = 2024-13-01", "there is no date '2024-13-01'", 4, 14),
    ("x = 2024-01-01T25:00", "there is no date '2024-01-01T25:00'", 4, 20),
    ("x = 2024-01-01x", "there is no date '2024-01-01x'", 4, 15),
    ("x = 9999-01-01", "the date '9999-01-01' is out of range", 4, 14),
    ("x = f(a", "'(' is not closed", 5, 6),
    ("x = a)", "')' closes nothing", 5, 6),
    ("target y", "expected '=' after 'target y'", 8, 8),
    ("model net mlp(3)", "expected '=' after 'model net'", 10, 13),
    ("features", "", 0, 0),
    ("features f on", "expected a value, found the end of the line", 13, 13),
    ("features f on px: a = 1,", "expected a value, found the end of the line", 24, 24),
    ("loss l: x", "expected '(' after 'l'", 6, 7),
    ("def f(a; b): a", "the option 'b' has no default", 9, 10),
    ("def f(a, a): a", "the parameter 'a' stands twice", 9, 10),
    ("def f(a=1, b): a", "'b' stands behind an option", 11, 12),
    ("def f(a) a", "expected ':' before the block", 9, 10),
    ("def f(a): target y = a", "'target' does not belong in the body of a def", 10, 16),
    ("loss l(p): features a: b", "'features' does not belong in the body of a loss", 11, 19),
    ("track a = 1", "'track' belongs in a loss", 0, 5),
    ("return 1", "'return' belongs in a def, loss or rule", 0, 6),
    ("break", "'break' belongs in a for or while loop", 0, 5),
    ("continue", "'continue' belongs in a for or while loop", 0, 8),
    ("else:", "'else' without an 'if'", 0, 4),
    ("if a: b else: c", "unexpected 'else'", 8, 12),
    ("for x of y: z", "expected 'in' after 'for x'", 6, 8),
    ("for a, b in c: d", "expected 'in' after 'for a'", 5, 6),
    ("at s1 3 set lr 1", "expected ':' between epoch and batch", 8, 11),
    ("at s1 1.5:2 set lr 1", "expected the number of an epoch", 6, 9),
    ("at s1 3:31 x", "expected a command after 'at s1 ...'", 11, 12),
    ("if a:\n b", "'if' has no 'end'", 0, 2),
    ("sweep a=[1]:\n b", "'sweep' has no 'end'", 0, 5),
  ])
  func errors(text: String, message: String, lower: Int, upper: Int) {
    let found = parse(text).diagnostics
    #expect(found.map(\.message) == (message.isEmpty ? [] : [message]))
    guard let first = found.first, !message.isEmpty else { return }
    #expect(first.span == Span(source: 1, lower: lower, upper: upper))
  }

  @Test(arguments: [
    ("if a = b: c", "'==' compares"), ("x = .5", "write 0.5"), ("x = a && b", "write 'and'"),
    ("x = 5mni", "did you mean '5min'?"), ("else if a: b", "a one-line 'if' has no 'else'"),
    ("f (x)", "write f(x)"), ("x = (a, b)", "a list is written [a, b]"),
    ("x[a:b]", "a range is written a..b"),
    ("x = a if b", "a choice in an expression is where(condition, a, b)"),
    ("a < b > c", "write a < b and b ... c"),
    ("if a:\nelse if b:\nend", "write 'elif'"), ("x = 2024-06-3", "a date is written 2024-06-30"),
  ])
  func hints(text: String, hint: String) {
    #expect(parse(text).diagnostics.map(\.hint) == [hint])
  }
}
