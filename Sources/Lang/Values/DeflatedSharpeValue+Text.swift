import Runtime

extension DeflatedSharpeValue {
  var summary: String {
    "dsr of \(strategy.name): \(probability(result.probability)) with \(count(result.trials)), "
      + "Sharpe \(ratio(result.annualSharpe)), without skill \(ratio(result.annualBenchmark))"
  }

  func describe(_ printer: PrintContext) -> String {
    var card = FactCard("deflated Sharpe ratio of \(strategy.name): \(strategy.span)")
    let unit = strategy.period.word(series.periodsPerYear)
    card.add(
      "Sharpe ratio",
      "\(ratio(result.annualSharpe)) a year ("
        + "\(NumberFormat.general(result.sharpe.sharpe, digits: 3)) a \(unit))")
    card.add(
      "PSR",
      "\(probability(result.probabilityOverZero)), the probability that the true ratio is "
        + "above 0, had nothing else been tried")
    card.add("trials N", trialText)
    if result.trials > 1 { addDeflation(&card) }
    card.add("track record", trackText)
    card.add("conventions", conventions)
    card.notes = [verdict]
    return card.render(width: printer.width)
  }

  private func addDeflation(_ card: inout FactCard) {
    let correlation = result.correlation
    card.add(
      "effective N",
      NumberFormat.fixed(
        result.effectiveTrials, decimals: result.effectiveTrials < 100 ? 2 : 0, grouped: true)
        + (correlation.isNaN
          ? ": nothing says how alike the trials are"
          : ", their mean correlation being \(ratio(correlation))"))
    card.add(
      "variance",
      NumberFormat.general(result.variance, digits: 3)
        + (result.isNullVariance
          ? ", that of ratios without skill over \(strategy.returns.count) "
            + strategy.period.words(2, series.periodsPerYear)
            + ": fewer than two trials have returns"
          : " of the trials' Sharpe ratios, an sd of \(ratio(annual(result.variance.squareRoot()))) "
            + "a year"))
    card.add(
      "without skill",
      "\(ratio(result.annualBenchmark)) a year is what the best of them is expected to show")
    card.add(
      "DSR", "\(probability(result.probability)), the probability that the true ratio is above that"
    )
    let length = result.minimumBacktestLength
    card.add(
      "data needed",
      length.isNaN
        ? "no length of data makes a ratio that is not positive worth something"
        : "\(years(length)) at least, for so many trials and such a ratio; there are "
          + years(dataYears))
  }

  private var trialText: String {
    guard !isGiven else { return "\(count(result.trials)), as given" }
    let listed = trials.entries.count
    guard listed > 0 else {
      let others = NumberFormat.count(trials.others)
      return trials.others > 0
        ? "1: the ledger has none \(trials.place), and \(others) others (on=bars, on=all)"
        : "1: the ledger is empty"
    }
    var text = "\(result.trials) \(trials.place)"
    if result.trials > listed { text += ", this one added" }
    if comparable < result.trials { text += "; \(comparable) with daily returns" }
    if incomparable > 0 { text += ", \(incomparable) of them over other lengths of time" }
    if trials.others > 0 {
      text += "; \(NumberFormat.count(trials.others)) more in the ledger (on=bars, on=all)"
    }
    return text
  }

  private var trackText: String {
    let share = NumberFormat.general(100 * level, digits: 4)
    let zero = "above 0 with \(share)%: \(periods(result.sharpe.minimumTrackRecord(level: level)))"
    guard result.trials > 1 else { return zero }
    let record = result.sharpe.minimumTrackRecord(over: result.benchmark, level: level)
    return "\(zero); above \(ratio(result.annualBenchmark)): \(periods(record))"
  }

  private var conventions: String {
    let units = strategy.period.words(2, series.periodsPerYear)
    return "sd with ddof \(series.ddof); \(NumberFormat.general(series.periodsPerYear, digits: 5)) "
      + "\(units) a year; risk-free \(NumberFormat.general(100 * series.riskFree, digits: 4))% a year"
  }

  private var verdict: String {
    guard result.annualSharpe > 0 else { return "loses: no number of trials makes that worse" }
    guard result.trials > 1 else {
      return "the only trial: nothing to deflate, so this is the probabilistic Sharpe ratio"
    }
    let best = "the best of \(count(result.trials))"
    switch result.probability {
    case level...:
      return "holds up: \(best) without skill would rarely show this ratio"
    case 0.5...:
      return "not proven: better than \(best) without skill is expected to be, but not by enough "
        + "for \(years(dataYears)) of data"
    case ..<0.5:
      return "is likely luck: \(best) shows such a ratio without skill"
    default: return "nothing can be said: a figure is missing"
    }
  }

  private func annual(_ value: Double) -> Double { value * series.periodsPerYear.squareRoot() }

  private var dataYears: Double { Double(series.returns.count) / series.periodsPerYear }

  private func count(_ number: Int) -> String {
    "\(NumberFormat.count(number)) \(number == 1 ? "trial" : "trials")"
  }

  private func ratio(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 2) }

  private func probability(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 3) }

  private func years(_ value: Double) -> String {
    value < 1
      ? "\(NumberFormat.general(value, digits: 2)) years"
      : "\(NumberFormat.fixed(value, decimals: 1, grouped: true)) years"
  }

  /// `273 days (1.1 years)`.
  private func periods(_ count: Double) -> String {
    guard count.isFinite else { return "never, it is not above" }
    let units = strategy.period.words(2, series.periodsPerYear)
    return "\(NumberFormat.fixed(count.rounded(.up), decimals: 0, grouped: true)) \(units) "
      + "(\(years(count / series.periodsPerYear)))"
  }
}
