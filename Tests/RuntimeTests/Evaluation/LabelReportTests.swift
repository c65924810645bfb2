import Testing

@testable import Runtime

/// What is said of labels beside their scores, on tables small enough to work out by hand.
@Suite struct LabelReportTests {
  /// Eight rows of three classes; the most probable class is right in five.
  private static let truths: [Double] = [0, 0, 0, 0, 1, 1, 2, 2]
  private static let shares: [Double] = [
    0.8, 0.1, 0.1, 0.6, 0.3, 0.1, 0.5, 0.2, 0.3, 0.2, 0.7, 0.1, 0.3, 0.6, 0.1, 0.4, 0.35, 0.25,
    0.1, 0.2, 0.7, 0.45, 0.3, 0.25,
  ]
  private static let guesses: [Double] = [0, 0, 0, 1, 1, 0, 2, 0]

  private static func report(spans: [ClosedRange<Int>]) -> LabelReport {
    LabelReport(
      ScorePairs(predictions: guesses, truths: truths, shares: shares, classes: 3),
      names: ["down", "flat", "up"], spans: spans, prior: nil)
  }

  @Test func classesByHand() {
    let report = Self.report(spans: (0..<8).map { $0...$0 })
    #expect(report.baseName == "down")
    #expect(report.sample.effective == 8)
    #expect(report.accuracy.accuracy == 5.0 / 8 && report.accuracy.base == 0.5)
    let lines = report.classes
    #expect(lines.map(\.name) == ["down", "flat", "up"])
    #expect(lines.map(\.count) == [4, 2, 2] && lines.map(\.share) == [0.5, 0.25, 0.25])
    #expect(lines.map(\.precision) == [0.6, 0.5, 1])
    #expect(lines.map(\.recall) == [0.75, 0.5, 0.5])
    // Pairs of a row of the class and another one, ranked right by the share of the class:
    // down 0.8 0.6 0.5 0.2 over 0.3 0.4 0.1 0.45: 4 + 4 + 4 + 1 of 16; flat 0.6 0.35 over 0.1 0.3 0.2
    // 0.7 0.2 0.3: 5 + 5 of 12; up 0.7 0.25 over 0.1 0.1 0.3 0.1 0.1 0.25: 6 + 4.5 of 12.
    let areas = [13.0 / 16, 10.0 / 12, 10.5 / 12]
    for (line, area) in zip(lines, areas) { #expect(abs(line.area - area) < 1e-12) }
    #expect(report.curves.map(\.name) == ["down", "flat", "up"])
    for (curve, area) in zip(report.curves, areas) {
      #expect(abs(Self.area(curve.curve) - area) < 1e-12)
    }
  }

  /// Labels over three bars each, one after the other: between its neighbours each is worth a third.
  @Test func overlappingLabelsAreWorthLess() {
    let report = Self.report(spans: (0..<8).map { $0...($0 + 2) })
    // Alive per bar: 1 2 3 3 3 3 3 3 2 1, ten bars: each bar is shared out whole.
    #expect(abs(report.sample.effective - 10.0 / 3) < 1e-12)
    #expect(report.sample.disjoint == 3)
    #expect(report.accuracy.count == report.sample.effective)
    let alone = Self.report(spans: (0..<8).map { $0...$0 })
    #expect(report.accuracy.probability > alone.accuracy.probability)
  }

  @Test func yesAndNo() {
    let pairs = ScorePairs(predictions: [0.9, 0.8, 0.4, 0.3, 0.6], truths: [1, 0, 0, 0, 1])
    let report = LabelReport(
      pairs, names: ["no", "yes"], spans: (0..<5).map { $0...$0 }, prior: nil)
    #expect(report.areas == nil && report.baseName == "no")
    #expect(report.classes.map(\.count) == [3, 2])
    #expect(report.classes.map(\.precision) == [1, 2.0 / 3])
    #expect(report.classes.map(\.recall) == [2.0 / 3, 1])
    #expect(report.classes.allSatisfy { $0.area.isNaN })
    #expect(report.curves.map(\.name) == ["yes"])
    // 0.9 is over all, 0.6 over two of three.
    #expect(abs(Self.area(report.curves[0].curve) - 5.0 / 6) < 1e-12)
  }

  @Test func nothingToReport() {
    let report = LabelReport(
      ScorePairs(predictions: [], truths: []), names: ["no", "yes"], spans: [], prior: nil)
    #expect(report.accuracy.accuracy.isNaN && report.accuracy.probability.isNaN)
    #expect(report.classes.allSatisfy { $0.count == 0 && $0.share.isNaN })
  }

  /// By trapezoids.
  private static func area(_ curve: ROCCurve) -> Double {
    var area = 0.0
    for (from, to) in zip(curve.points, curve.points.dropFirst()) {
      let height = (from.truePositive + to.truePositive) / 2
      area += (to.falsePositive - from.falsePositive) * height
    }
    return area
  }
}
