import Runtime

/// What a rule decides at the end of each bar.
enum RuleDecision {
  /// A share of the equity for every symbol.
  case weights(Runtime.Expression)
  case orders([OrderTicket])
}

extension RuleValue {
  /// What the rule makes of predictions on the bars of a frame.
  ///
  /// - Throws: `Diagnostic` where it reads the future, or returns neither weights nor orders.
  func decision(p: Value, bar: FrameValue, in session: Session) throws -> RuleDecision {
    try decision(of: value(p: p, bar: bar, in: session), in: session)
  }

  func decision(of value: Value, in session: Session) throws -> RuleDecision {
    let decision = try read(value)
    switch decision {
    case .weights(let weight): try refuseLeak(weight)
    case .orders(let tickets): for part in tickets.flatMap(\.parts) { try refuseLeak(part) }
    }
    return decision
  }

  private func read(_ value: Value) throws -> RuleDecision {
    switch value {
    case .series(let series): return .weights(series.expression)
    case .object(let object as OrderValue): return .orders(object.tickets)
    case .list(let items) where !items.isEmpty:
      let orders = items.compactMap { item -> [OrderTicket]? in
        guard case .object(let object as OrderValue) = item else { return nil }
        return object.tickets
      }
      guard orders.count == items.count else { throw wrong(value) }
      return .orders(orders.flatMap { $0 })
    default: throw wrong(value)
    }
  }

  /// A decision is made with what is known at the end of its bar.
  private func refuseLeak(_ part: Runtime.Expression) throws {
    let reach = part.reach
    if reach.to > 0 {
      let bars = reach.to == 1 ? "1 bar" : "\(reach.to) bars"
      throw Diagnostic(
        "rule '\(name)' sees the future: look-ahead \(bars)",
        at: Culprit.lookahead(in: part).map(Span.init) ?? function.syntax.name.span,
        help: "a rule decides at the end of its bar; lead() is allowed in target and loss")
    }
    if reach.fit == .wholeSample {
      throw Diagnostic(
        "rule '\(name)' uses a statistic of the whole sample",
        at: Culprit.wholeSample(in: part).map(Span.init) ?? function.syntax.name.span,
        help: "give the statistic a window: mean(x, 20)")
    }
  }

  private func wrong(_ value: Value) -> Diagnostic {
    Diagnostic(
      "rule '\(name)' must return weights or orders, not \(value.described)",
      at: function.syntax.name.span,
      hint: "a series of weights, buy(...), sell(...) or a list of these")
  }
}
