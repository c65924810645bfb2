import Foundation
import Runtime
import Testing

@testable import Lang

/// A rule as a loss: the formula of the prelude's losses, gradients that are right, and smooth figures
/// that become the hard ones.
@Suite struct RuleLossTests {
  private static let bars = """
    b = load "data/bars.csv"
    use b
    features f on b: r = parkinson(1), m = pct(close, 5)

    """
  private static let panel = """
    b = load "data/panel.csv" by=symbol
    use b
    features f on b: r = pct(close, 5)
    target rv = lead(pct(close), 1)
    d = split f target=rv

    """

  private static func session(_ text: String) -> (Session, CollectedOutput) {
    let output = CollectedOutput()
    let session = Session(output: output)
    let outcome = session.execute(
      text + "\n", name: "rule.fml", folder: ScriptTests.folder.path)
    #expect(outcome == .finished, "\(output.notes)")
    return (session, output)
  }

  private func number(_ name: String, in session: Session) throws -> Double {
    let value = try #require(session.variable(name))
    return try #require(try session.resolved(value).number)
  }

  // MARK: The formula

  /// The same formula twice: on columns as smooth figure and as loss on series.
  @Test(arguments: [
    ("limit_long", "trade_long", "hold=4, fee=2bp", "hold=4, fee=2bp, k=1000", "k=1000"),
    ("limit_long", "trade_long", "hold=2, fee=0", "hold=2, fee=0, k=50", "k=50"),
    ("limit_short", "trade_short", "hold=3, fee=5bp", "hold=3, fee=5bp, k=300", "k=300"),
    ("limit_long", "trade_long", "fee=2bp", "hold=4, fee=2.5bp, k=1000", "slippage=1bp"),
    ("limit_long", "trade_long", "fee=2bp", "hold=4, fee=2.5bp, k=1000", "taker=3bp"),
  ])
  func softFigureIsTheLoss(
    _ rule: String, _ loss: String, _ options: String, _ same: String, _ more: String
  ) throws {
    let (session, _) = Self.session(
      Self.bars + """
        p = 0.3 * f.r + 0.001
        bt = backtest p rule=\(rule)(\(options), \(more))
        soft = bt.soft.expected_profit
        loss = \(loss)(p, b, \(same))
        """)
    let (soft, value) = (try number("soft", in: session), try number("loss", in: session))
    #expect(abs(soft) > 1e-6)
    #expect(abs(soft + value) < 1e-15)
  }

  /// As losses of a training, where options are live numbers.
  @Test(arguments: [
    ("limit_long(hold=3, fee=5bp, k=200)", "trade_long(hold=3, fee=5bp, k=200)"),
    ("limit_short(hold=4)", "trade_short(hold=4)"),
    ("limit_long(slippage=1bp)", "trade_long(fee=2.5bp)"),
    ("limit_long(taker=3bp)", "trade_long(fee=2.5bp)"),
    ("limit_long(cost=7bp)", "trade_long(fee=7bp)"),
  ])
  func ruleTrainsAsTheLoss(_ rule: String, _ loss: String) throws {
    let (session, _) = Self.session(
      Self.bars + """
        target rv = lead(f.r, 1)
        d = split f target=rv
        rule_loss = \(rule)
        plain = \(loss)
        """)
    guard case .object(let value)? = session.variable("d"), let data = value as? DatasetValue,
      case .object(let object)? = session.variable("rule_loss"), let rule = object as? RuleValue,
      case .object(let other)? = session.variable("plain"), let plain = other as? LossValue
    else {
      Issue.record("a value is missing")
      return
    }
    let losses = [try rule.loss(labels: [:], in: session), try plain.loss(in: session)]
    let checks = try losses.map {
      try LossGradient(loss: $0, dataset: data.dataset, values: session.evaluator)
        .check(samples: 40)
    }
    #expect(abs(checks[0].loss) > 1e-6)
    #expect(abs(checks[0].loss - checks[1].loss) < 1e-15)
    #expect(checks.allSatisfy { $0.relativeError < 1e-6 })
  }

  // MARK: Gradients

  @Test(arguments: [
    "limit_long", "limit_short(hold=2)", "limit_both(k=200)",
    "limit_long(slippage=2bp, maker=1bp, taker=5bp)",
  ])
  func gradientsOfLimitOrdersAreRight(_ rule: String) {
    let (_, output) = Self.session(
      Self.bars + """
        target rv = lead(f.r, 1)
        d = split f target=rv
        gradcheck(\(rule), tol=1e-6)
        """)
    #expect(output.all.contains { $0.contains("gradient agrees") }, "\(output.all)")
  }

  @Test(arguments: [
    "threshold", "threshold(enter=0.6, hold=2, side=\"long\")", "threshold(sharpness=5, k=20)",
  ])
  func gradientsOfThresholdAreRight(_ rule: String) {
    let (_, output) = Self.session(
      Self.bars + """
        target up = lead(pct(close), 1) > 0
        d = split f target=up
        gradcheck(\(rule), tol=1e-6)
        """)
    #expect(output.all.contains { $0.contains("gradient agrees") }, "\(output.all)")
  }

  @Test(arguments: ["margin", "margin(theta=0.05, hold=3, sharpness=10)"])
  func gradientsOfMarginAreRight(_ rule: String) {
    let (_, output) = Self.session(
      Self.bars + """
        target side = cut(lead(pct(close), 1), [-0.004, 0.004], labels=["down", "flat", "up"])
        d = split f target=side
        gradcheck(\(rule), tol=1e-5)
        """)
    #expect(output.all.contains { $0.contains("gradient agrees") }, "\(output.all)")
  }

  @Test(arguments: [
    "long_short(min=2)", "long_short(min=2, weight=\"rank\")",
    "long_short(min=2, top=50%, bottom=0, hold=2)", "long_short(min=2, beta=b.close, hold=3)",
  ])
  func gradientsOfLongShortAreRight(_ rule: String) {
    let (_, output) = Self.session(Self.panel + "gradcheck(\(rule), samples=30, tol=1e-5)")
    #expect(output.all.contains { $0.contains("gradient agrees") }, "\(output.all)")
  }

  // MARK: Soft and hard

  private static let ownRules = """
    rule weighed(p, bar; hold=3):
      large = where(p > 0.004, 2, 0.5)
      return buy(limit=bar.close * (1 - p), hold=hold, weight=large, when=step(p - 0.003, 1e9))
    end
    rule mixed(p, bar; hold=2):
      low = buy(limit=bar.close * (1 - p), hold=hold)
      return [low, sell(when=step(p - 0.004, 1e9), hold=hold)]
    end

    """

  /// No limit lies on a low or high, so that steep enough a fill is a fill or none.
  @Test(arguments: [
    "limit_long(hold=3, fee=0", "limit_short(hold=2, fee=0", "limit_both(hold=3, fee=0",
    "threshold(enter=0.52, hold=2, sharpness=1e6",
    "threshold(enter=0.52, hold=2, side=\"short\", sharpness=1e6", "weighed(hold=3",
    "mixed(hold=2",
  ])
  func softFiguresBecomeTheHardOnes(_ rule: String) throws {
    let p = rule.hasPrefix("threshold") ? "0.5 + 10 * f.m" : "0.3 * f.r + 0.0007"
    let gaps = try [30, 3000, 1e7].map { k in
      let (session, _) = Self.session(
        Self.bars + Self.ownRules + """
          p = \(p)
          bt = backtest p rule=\(rule), k=\(k), gap=limit, cost=0)
          gap = bt.soft.gap
          hard = bt.expected_profit
          orders = bt.orders
          """)
      #expect(abs(try number("hard", in: session)) > 1e-6)
      return abs(try number("gap", in: session))
    }
    #expect(gaps[2] < 1e-12, "\(gaps)")
    if !rule.hasPrefix("threshold") { #expect(max(gaps[0], gaps[1]) > 1e-5, "\(gaps)") }
  }

  /// Of weights the sum over all symbols, by period: nothing is smooth in it.
  @Test func softFiguresOfWeightsAreTheHardOnes() throws {
    let (session, _) = Self.session(
      Self.panel + """
        rule half(p, bar): return shared(sign(p)) / 2
        bt = backtest f.r rule=half cost=0 fill=close compound=false
        soft = bt.soft.expected_profit
        hard = bt.soft.expected_profit - bt.soft.gap
        """)
    let (soft, hard) = (try number("soft", in: session), try number("hard", in: session))
    // Of 240 days five have no prediction, and what the last two decide is not seen.
    #expect(abs(soft * 233 - hard * 240) < 1e-12)
    #expect(abs(hard) > 1e-6)
  }

  /// From the first bar on every decision gets its part of the book, and no more.
  @Test func aHeldWeightIsNeverMoreThanItsPart() throws {
    let (session, _) = Self.session(
      Self.bars + """
        w = where(volume > 0, 1, nan)
        h = held(w, 4)
        first = h[0]
        third = h[2]
        last = h[-1]
        """)
    #expect(try number("first", in: session) == 0.25)
    #expect(try number("third", in: session) == 0.75)
    #expect(try number("last", in: session) == 1)
  }

  // MARK: What is known

  @Test(arguments: [
    "buy(limit=lead(bar.low, 1), hold=2)", "sell(when=lead(bar.close, 1) < bar.close, hold=2)",
    "buy(hold=2, stop=lead(bar.close, 2) / bar.close)", "buy(hold=2, weight=lead(p, 1))",
    "[buy(hold=2), sell(hold=2, until=lead(p, 1) > 0)]", "sign(lead(bar.close, 1) - bar.close)",
    "lag(lead(p, 2), 1)", "held(lead(p, 1), 3)", "p - mean(p)",
  ])
  func aDecisionKnowsNothingOfTheFuture(_ decision: String) {
    let output = CollectedOutput()
    let session = Session(output: output)
    let outcome = session.execute(
      Self.bars + "rule ahead(p, bar): return \(decision)\nbt = backtest f.m rule=ahead\n",
      name: "leak.fml", folder: ScriptTests.folder.path)
    #expect(outcome == .failed(exitCode: 1))
    let notes = output.notes.joined(separator: "\n")
    #expect(
      notes.contains("sees the future") || notes.contains("statistic of the whole"), "\(notes)")
  }
}
