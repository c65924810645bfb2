import Runtime

/// Whether a book earns the same per trade, block after block.
final class ReproducibilityValue: ObjectValue {
  let result: Reproducibility
  private let book: BookValue
  private let name: String
  private let length: Int
  private let apart: Int
  private let level: Double

  init(
    _ result: Reproducibility, of book: BookValue, named name: String, length: Int, apart: Int,
    level: Double
  ) {
    (self.result, self.book, self.name) = (result, book, name)
    (self.length, self.apart, self.level) = (length, apart, level)
  }

  let typeName = "reproducibility"

  private var isCertain: Bool { result.isVariationCertain }

  var summary: String {
    let met = result.criteria.count(where: \.isMet)
    return "repro of \(name): \(met) of \(result.criteria.count) criteria met, variation "
      + "\(ratio(result.spread.variation)) over \(result.spread.count) blocks"
      + (isCertain ? "" : ", too few blocks to say")
  }

  // MARK: Text

  func describe(_ printer: PrintContext) -> String {
    var card = FactCard("reproducibility of \(name): \(blockText)")
    for criterion in result.criteria {
      card.add(
        criterion.name, "\(criterion.isMet ? "met" : "not met"): \(text(criterion))")
    }
    card.add("a trade", tradeText)
    card.add("at random", randomText)
    card.notes = [verdict]
    return card.render(width: printer.width)
  }

  private var blockText: String {
    let bars = NumberFormat.count(book.book.periods.count)
    return "\(bars) bars, \(NumberFormat.count(result.blocks.count)) blocks of "
      + "\(NumberFormat.count(length))" + (apart > 0 ? ", \(apart) apart" : "")
  }

  private func text(_ criterion: Reproducibility.Criterion) -> String {
    let (value, limit) = (criterion.value, criterion.limit)
    switch criterion.name {
    case "variation":
      return "\(ratio(value)) is the sd of the profit per trade over blocks for its mean, at most "
        + ratio(limit) + bounds(result.spread.variationBounds)
    case "profit":
      return "\(money(value)) a trade in the worst block, at least \(money(limit))"
    case "activity":
      return "\(percent(value)) of the blocks have a trade, at least \(percent(limit))"
    default:
      guard !value.isNaN else {
        return "the first half of the time earned nothing that could fall; at most "
          + percent(limit)
      }
      return "\(percent(abs(value))) \(value < 0 ? "more" : "less") a trade in the second half of "
        + "the time, at most \(percent(limit)) less"
    }
  }

  private func bounds(_ range: ClosedRange<Double>?) -> String {
    guard let range else { return "" }
    return "; \(percent(level)) of resampled blocks lie from \(ratio(range.lowerBound)) to "
      + ratio(range.upperBound)
  }

  private var tradeText: String {
    let spread = result.spread
    var text =
      "\(money(spread.mean)) on average of the blocks, from \(money(spread.least)) to "
      + money(spread.most)
    if let range = spread.meanBounds {
      text +=
        "; \(percent(level)) of resampled means lie from \(money(range.lowerBound)) to "
        + money(range.upperBound)
    }
    return text
  }

  private var randomText: String {
    let spread = result.randomSpread
    guard spread.count > 1 else { return "no two blocks" }
    return "variation \(ratio(spread.variation)) over \(NumberFormat.count(spread.count)) blocks, "
      + "\(money(spread.mean)) a trade"
  }

  private var verdict: String {
    let missed = result.criteria.filter { !$0.isMet }.map(\.name)
    let doubt =
      isCertain ? "" : "; the blocks are too few to say on which side of its limit the variation is"
    guard !missed.isEmpty else { return "reproducible: all criteria are met" + doubt }
    return
      "not reproducible: \(missed.joined(separator: ", ")) \(missed.count == 1 ? "is" : "are") "
      + "not met" + doubt
  }

  private func ratio(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 2) }

  private func percent(_ value: Double) -> String { NumberFormat.percent(value, decimals: 0) }

  private func money(_ value: Double) -> String {
    guard value.isFinite else { return NumberFormat.missing }
    return (value < 0 ? "-" : "") + book.currency
      + NumberFormat.fixed(abs(value), decimals: 2, grouped: true)
  }

  // MARK: Members

  var memberNames: [String] {
    numbers.map(\.name) + ["blocks", "certain", "random_blocks", "reproducible"]
  }

  private var numbers: [(name: String, value: Double)] {
    let bounds = result.spread.variationBounds
    return result.criteria.map { ($0.name, $0.value) } + [
      ("low", bounds?.lowerBound ?? .nan), ("high", bounds?.upperBound ?? .nan),
      ("mean", result.spread.mean), ("random_variation", result.randomSpread.variation),
      ("count", Double(result.spread.count)),
    ]
  }

  func member(_ name: String) throws -> Value? {
    switch name {
    case "reproducible": return .boolean(result.isReproducible)
    case "certain": return .boolean(isCertain)
    case "blocks": return .frame(FrameValue(frame(result.blocks, "blocks"), name: name))
    case "random_blocks":
      return .frame(FrameValue(frame(result.randomBlocks, "random blocks"), name: name))
    default: return numbers.first { $0.name == name }.map { .number($0.value) }
    }
  }

  /// A row per block, at its first bar.
  private func frame(_ blocks: [BlockProfit], _ what: String) -> Frame {
    let (periods, axis) = (book.book.periods, book.book.axis)
    func numbers(_ name: String, _ value: (BlockProfit) -> Double) -> Frame.Field {
      Frame.Field(name, .numbers(blocks.map(value)))
    }
    return Frame(
      axis: Axis(
        times: blocks.map { periods.times[$0.periods.lowerBound] }, zone: axis.zone,
        isDaily: axis.isDaily),
      fields: [
        numbers("profit", \.profit), numbers("trades") { Double($0.trades) },
        numbers("per_trade", \.perTrade), numbers("active") { Double($0.activePeriods) },
      ], source: "\(what) of \(name)")
  }
}
