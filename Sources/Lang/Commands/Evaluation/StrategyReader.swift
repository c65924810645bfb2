import Runtime

/// Reads books, series and lists of numbers as strategies.
struct StrategyReader {
  let call: CommandCall
  /// Which argument is read; failures name it.
  let parameter: Parameter
  /// Whether bars of a day are put together.
  var byDay = true
  /// What the script says; nil leaves a book as it was traded, and compounds a series.
  var compounds: Bool?

  /// - Parameter text: How it was written, where nothing else names it.
  /// - Throws: `Failure` naming the argument.
  func strategy(_ value: Value, text: String) throws -> Strategy {
    let given = try call.session.resolved(value)
    switch given {
    case .object(let book as BookValue): return try strategy(book)
    case .object(let walk as WalkForwardValue):
      throw failure("is a walk: its predictions are no returns", "backtest \(walk.name)")
    case .object(let run as RunValue):
      throw failure(
        "is a run: its predictions are no returns", "backtest \(run.name) rule=threshold")
    case .series(let series):
      // A series keeps the name it was first bound to, also where another holds a part of it.
      return try strategy(series, named: text.isPlainName ? text : series.name ?? text)
    case .list(let items): return try strategy(items, named: text)
    default:
      throw failure(
        "must be a book, a series of returns or a list of numbers, not \(given.described)", nil)
    }
  }

  /// The name that a value is bound to, else the one it has itself.
  func name(of value: Value, text: String) -> String {
    guard case .object(let object) = value else { return value.givenName ?? text }
    let session = call.session
    let bound = session.variableNames.first { name in
      guard case .object(let other)? = session.variable(name) else { return false }
      return other === object
    }
    return bound ?? (object as? BookValue)?.title ?? text
  }

  private func strategy(_ value: BookValue) throws -> Strategy {
    let book = value.book
    guard book.capital > 0 else {
      throw failure("is a book without trades: nothing was at stake", nil)
    }
    guard byDay || book.terms.period == .bar else {
      throw failure("is a book whose returns are daily", "backtest ... per=bar")
    }
    let series = byDay ? book.dailyReturns : book.returns
    return Strategy(
      name: name(of: .object(value), text: value.title),
      returns: byDay
        ? book.datedReturns
        : DatedReturns(days: book.periods.times.map { Int($0) }, returns: series.returns),
      period: byDay ? .day : .bar, periodsPerYear: series.periodsPerYear,
      isCompounded: compounds ?? book.terms.compounds, overlap: book.overlap,
      missing: series.returns.count { !$0.isFinite },
      origin: .init(bars: value.plan.frame.frame.digest, part: value.plan.part))
  }

  private func strategy(_ series: SeriesValue, named name: String) throws -> Strategy {
    guard let axis = series.expression.type.axis else {
      throw failure("must be a series of a frame, not a number", nil)
    }
    guard !axis.isPanel || axis.segments.count == 1 else {
      throw failure(
        "is a panel: returns of one portfolio are wanted",
        "choose a symbol, r[\"\(axis.symbols.first ?? "AAPL")\"], or backtest weights")
    }
    guard series.expression.type.element == .number else {
      throw failure("must be a series of numbers", nil)
    }
    let isCompounded = compounds ?? true
    let column = ReturnColumn(
      try call.session.evaluator.values(of: series.expression), on: axis, byDay: byDay,
      isCompounded: isCompounded)
    try check(column.returns.returns)
    return Strategy(
      name: name, returns: column.returns, period: column.period,
      periodsPerYear: column.periodsPerYear, isCompounded: isCompounded, missing: column.missing,
      isJoined: column.isJoined)
  }

  private func strategy(_ items: [Value], named name: String) throws -> Strategy {
    let numbers = try items.map { item in
      guard let number = try call.session.resolved(item).number else {
        throw failure("must be a list of numbers, not of \(item.described)", nil)
      }
      return number
    }
    try check(numbers)
    let title = name.count > 30 ? "\(NumberFormat.count(numbers.count)) numbers" : name
    return Strategy(
      name: title, returns: DatedReturns(days: Array(numbers.indices), returns: numbers),
      period: .row, periodsPerYear: .nan, isCompounded: compounds ?? true,
      missing: numbers.count { !$0.isFinite })
  }

  /// Money or prices given for returns are far above 1.
  private func check(_ returns: [Double]) throws {
    guard let most = returns.filter(\.isFinite).map({ abs($0) }).max(), most > 1e6 else { return }
    throw failure(
      "has a value of \(NumberFormat.general(most, digits: 3)): returns are fractions",
      "0.01 is 1%; pct(close) gives returns of prices")
  }

  func failure(_ message: String, _ hint: String?) -> Failure {
    call.failure(parameter, message, hint: hint)
  }
}

extension String {
  /// Whether it could be the name of a variable.
  var isPlainName: Bool {
    first?.isLetter == true && allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }
}
