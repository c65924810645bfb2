import Runtime

extension OverfitValue {
  var summary: String {
    "pbo of \(result.strategies) strategies: \(share(result.pbo))"
      + (null.map { " (without skill \(range($0)))" } ?? "")
      + ", \(NumberFormat.count(result.logits.count)) splits of \(group.span)"
  }

  /// Key numbers for charts.
  var facts: [String] {
    ["PBO \(share(result.pbo))"] + (null.map { ["without skill \(range($0))"] } ?? [])
  }

  func describe(_ printer: PrintContext) -> String {
    var card = FactCard("probability of backtest overfitting: \(group.source)")
    card.add("strategies", strategyText)
    card.add("days", "\(group.span); \(blockText)")
    card.add(
      "PBO",
      "\(share(result.pbo)): in so many of the splits the strategy that is best in one half "
        + "is not in the better half of all in the other")
    if let null {
      card.add(
        "without skill",
        "\(range(null)) is what \(percent(null.level)) of \(null.draws) sets of strategies without "
          + "skill give, as many and as alike as these (mean \(share(null.mean))); "
          + "\(percent(null.shareAsLow)) of them are as low as this")
    }
    card.add("loss", "\(percent(result.lossShare)) of the chosen lose in the other half")
    card.add("degradation", degradationText)
    if let dominance = try? dominance() { card.add("dominance", Self.text(of: dominance)) }
    card.add("chosen", chosenText)
    card.notes = group.notes.map { "note: \($0)" } + [verdict]
    return card.render(width: printer.width)
  }

  private var strategyText: String {
    let constant = result.constantStrategies
    return "\(result.strategies)"
      + (constant > 0
        ? ", \(constant) of which never \(constant == 1 ? "varies" : "vary") and "
          + "\(constant == 1 ? "counts" : "count") as a Sharpe ratio of 0" : "")
  }

  private var blockText: String {
    let dropped = result.droppedRows
    return "\(NumberFormat.count(result.logits.count)) splits of \(result.blocks) blocks of "
      + "\(NumberFormat.count(result.rowsPerBlock))"
      + (dropped > 0 ? ", the first \(dropped) left out" : "")
  }

  private var degradationText: String {
    let line = result.degradation
    guard !line.slope.isNaN else { return "none: the figures inside are all equal" }
    let slope = NumberFormat.fixed(line.slope, decimals: 2)
    return "slope \(slope), R2 \(share(line.rSquared)), of the figures outside on those inside; "
      + "near -1 is what the halves of a single strategy give: what one has, the other lacks"
  }

  private static func text(of dominance: OverfitProbability.Dominance) -> String {
    if dominance.isFirstOrder { return "of first order: the chosen are nowhere more often low" }
    return dominance.isSecondOrder
      ? "of second order: who dislikes risk prefers the chosen to any of the strategies"
      : "none: somewhere in their range the chosen are low more often than all strategies are"
  }

  private var chosenText: String {
    let order = ranked.prefix(3).filter { result.timesChosen[$0] > 0 }
    let total = Double(max(1, result.logits.count))
    let words = order.map { place in
      "\(group.strategies[place].name) in \(percent(Double(result.timesChosen[place]) / total))"
    }
    let rest = result.timesChosen.count { $0 > 0 } - order.count
    return words.joined(separator: ", ") + " of the splits"
      + (rest > 0 ? "; \(rest) more" : "")
  }

  private var ranked: [Int] {
    group.strategies.indices.sorted {
      (-result.timesChosen[$0], $0) < (-result.timesChosen[$1], $1)
    }
  }

  private var verdict: String {
    guard let null else {
      return "a set of strategies without skill may give nearly any PBO: draws=200 shows which"
    }
    if null.shareAsLow <= (1 - null.level) / 2 {
      return "the choice among them holds up: strategies without skill rarely give a PBO so low; "
        + "whether the best one earns anything is for spa and dsr to say"
    }
    return result.pbo > null.upper
      ? "the choice is overfitted: what is best in one half is worse than chance in the other"
      : "nothing to tell it from luck: strategies without skill give such a PBO, too"
  }

  private func range(_ null: OverfitNull) -> String {
    "\(share(null.lower)) to \(share(null.upper))"
  }

  private func share(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 2) }

  private func percent(_ value: Double) -> String { NumberFormat.percent(value, decimals: 0) }
}
