import Testing

@testable import Runtime

/// Scores of labels against scikit-learn, ties included: `Tests/Reference/scores.py`.
@Suite struct ScoreReferenceTests {
  private let sheet: ReferenceSheet
  private let yesNo: ScorePairs
  private let classes: ScorePairs
  private let spans: [ClosedRange<Int>]

  init() throws {
    sheet = try ReferenceSheet("scores.csv")
    let data = try ReferenceSheet("scores_data.csv")
    yesNo = ScorePairs(predictions: try data.column("p"), truths: try data.column("y"))
    let columns = try ["p0", "p1", "p2"].map { try data.column($0) }
    let shares = columns[0].indices.map { row in columns.map { $0[row] } }
    classes = ScorePairs(
      predictions: shares.map { Double($0.firstIndex(of: $0.max() ?? 0) ?? 0) },
      truths: try data.column("code"), shares: shares.flatMap { $0 }, classes: 3)
    spans = zip(try data.column("start"), try data.column("end")).map { Int($0)...Int($1) }
  }

  private func check(_ value: Double, _ set: String, _ name: String) throws {
    #expect(try sheet.agrees(value, set, name, within: 1e-12), "\(set) \(name): \(value)")
  }

  @Test func yesNoLabels() throws {
    for name in try #require(sheet.figures["yes_no"]).keys {
      let score = try #require(ScoreCatalog.score(named: name))
      try check(score.value(of: yesNo), "yes_no", name)
    }
  }

  @Test func severalClasses() throws {
    for name in try #require(sheet.figures["classes"]).keys {
      let score = try #require(ScoreCatalog.score(named: name))
      try check(score.value(of: classes), "classes", name)
    }
    let areas = ClassAreas(classes, names: ["down", "flat", "up"])
    for (code, area) in areas.classes.enumerated() { try check(area.value, "areas", "c\(code)") }
    try check(areas.priorMicro, "areas", "prior")
    try check(areas.macro, "classes", "auc")
    try check(areas.micro, "classes", "micro_auc")
    #expect(areas.classes.map(\.name) == ["down", "flat", "up"])
  }

  /// Shares 0.516, 0.316 and 0.168 alone give 0.674: system S4 took such a figure for skill.
  @Test func sharesAloneArePastOneHalfByTheMicroArea() {
    let codes = [(0, 516), (1, 316), (2, 168)].flatMap { code, count in
      [Double](repeating: Double(code), count: count)
    }
    let prior = [0.516, 0.316, 0.168]
    let pairs = ScorePairs(
      predictions: codes.map { _ in 0 }, truths: codes, shares: codes.flatMap { _ in prior },
      classes: 3)
    let areas = ClassAreas(pairs)
    #expect(abs(areas.micro - 0.674) < 1e-12 && areas.micro == areas.priorMicro)
    #expect(areas.macro == 0.5)
    #expect(abs(BalancedAccuracy.value(of: pairs) - 1.0 / 3) < 1e-15)
    #expect(MatthewsCoefficient.value(of: pairs).isNaN)
  }

  @Test func confusion() throws {
    let matrix = ConfusionMatrix(classes, names: ["down", "flat", "up"])
    for code in 0..<3 {
      try check(matrix.recalls[code], "confusion", "recall\(code)")
      try check(matrix.precisions[code], "confusion", "precision\(code)")
      for other in 0..<3 {
        try check(Double(matrix.counts[code][other]), "confusion", "n\(code)\(other)")
      }
    }
    #expect(matrix.total == 400 && matrix.accuracy == Accuracy.value(of: classes))
    let plain = ConfusionMatrix(
      ScorePairs(predictions: [0.2, 0.5, 0.9, 0.7], truths: [0, 1, 1, 0]))
    #expect(plain.counts == [[1, 1], [1, 1]] && plain.names == ["no", "yes"])
    let codes = ConfusionMatrix(ScorePairs(predictions: [2, 0, 1e300], truths: [2, 1, 0]))
    #expect(codes.counts == [[0, 0, 0], [1, 0, 0], [0, 0, 1]])
    #expect(codes.recalls[0].isNaN && codes.precisions[1].isNaN)
  }

  @Test(arguments: CalibrationCurve.Binning.allCases)
  func calibration(_ binning: CalibrationCurve.Binning) throws {
    let curve = CalibrationCurve(yesNo, bins: 8, binning: binning)
    let set = binning.rawValue
    #expect(curve.bins.count == Int(try sheet.figure(set, "bins")))
    for (place, bin) in curve.bins.enumerated() {
      try check(bin.share, set, "share\(place)")
      try check(bin.mean, set, "mean\(place)")
      try check(Double(bin.count), set, "n\(place)")
      try check(bin.interval.lower, set, "low\(place)")
      try check(bin.interval.upper, set, "high\(place)")
    }
    try check(curve.expectedError, set, "error")
    try check(curve.largestError, set, "largest")
  }

  @Test func calibrationOfFewRows() {
    let one = CalibrationCurve(ScorePairs(predictions: [0.3], truths: [1]), bins: 4)
    #expect(one.bins.count == 1 && abs(one.expectedError - 0.7) < 1e-15)
    let none = CalibrationCurve(ScorePairs(predictions: [], truths: []))
    #expect(none.bins.isEmpty && none.expectedError.isNaN && none.largestError.isNaN)
    let equal = CalibrationCurve(ScorePairs(predictions: [0.3, 0.3, 0.3], truths: [1, 0, 0]))
    #expect(equal.bins.map(\.count) == [3])
  }

  @Test func rocCurve() throws {
    let curve = ROCCurve(yesNo)
    try check(Double(curve.points.count), "roc", "points")
    try check(curve.points.reduce(0) { $0 + $1.falsePositive }, "roc", "fpr")
    try check(curve.points.reduce(0) { $0 + $1.truePositive }, "roc", "tpr")
    try check(curve.points.dropFirst().reduce(0) { $0 + $1.threshold }, "roc", "threshold")
    try check(curve.area, "roc", "area")
    #expect(abs(curve.area - AreaUnderCurve.value(of: yesNo)) < 1e-14)
    let flat = ROCCurve(ScorePairs(predictions: [0.1, 0.2], truths: [1, 1]))
    #expect(flat.points.isEmpty && flat.area.isNaN)
  }

  @Test func overlappingLabels() throws {
    let sample = EffectiveSample(spans)
    try check(sample.effective, "sample", "effective")
    try check(sample.uniqueness[0], "sample", "first")
    try check(sample.uniqueness[399], "sample", "last")
    try check(sample.uniqueness.reduce(0) { $0 + $1 * $1 }, "sample", "squares")
    try check(Double(sample.disjoint), "sample", "disjoint")
    let apart = EffectiveSample([0...4, 5...9, 1_000_000_000...1_000_000_004])
    #expect(apart.effective == 3 && apart.disjoint == 3 && apart.meanUniqueness == 1)
    let same = EffectiveSample([0...4, 0...4])
    #expect(same.effective == 1 && same.disjoint == 1)
    #expect(EffectiveSample([]).effective == 0 && EffectiveSample([]).disjoint == 0)
  }

  @Test func accuracyWithItsInterval() throws {
    let effective = EffectiveSample(spans).effective
    let found = AccuracyInterval(yesNo, effective: effective, level: 0.9)
    try check(found.interval.lower, "interval", "low")
    try check(found.interval.upper, "interval", "high")
    try check(found.probability, "interval", "p")
    let empty = AccuracyInterval(ScorePairs(predictions: [], truths: []))
    #expect(empty.probability.isNaN && empty.interval.lower.isNaN)
    #expect(AccuracyInterval(accuracy: 1, count: 10, base: 1).probability.isNaN)
  }

  @Test(arguments: [1, 3]) func ranksOfOneTimeAndTheNext(_ lag: Int) throws {
    let signal = try ReferenceSheet("scores_panel.csv").column("signal")
    let times = (0..<9).flatMap { _ in (0..<40).map { Int64($0) * Nanoseconds.day } }
    let segments = (0..<9).map { Axis.Segment(symbol: "S\($0)", rows: $0 * 40..<($0 + 1) * 40) }
    let axis = Axis(times: times, segments: segments, isDaily: true)
    let found = RankAutocorrelation(signal: signal, axis: axis, lag: lag)
    try check(found.mean, "ranks", "mean\(lag)")
    try check(found.deviation, "ranks", "sd\(lag)")
    try check(Double(found.count), "ranks", "n\(lag)")
    let single = Axis(times: Array(times[..<40]), isDaily: true)
    let alone = RankAutocorrelation(signal: Array(signal[..<40]), axis: single)
    #expect(alone.count == 0 && alone.mean.isNaN)
  }
}
