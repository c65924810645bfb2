/// A soft rank so soft that it is linear: the rank loss is then Pearson's correlation.
enum RankTemperatureLint: Lint {
  static let name = "rank_temperature"

  /// Above this many standard deviations of the predictions hardly anything is ranked.
  private static let softest = 2.0

  static func after(_ course: LintCourse) -> [LintFinding] {
    guard let (head, health) = course.heads.first, health.predictionSpread > 0 else { return [] }
    for node in course.start.nodes where node.operation is SoftRankOperation {
      guard let (temperature, isSpread) = temperature(of: node) else { continue }
      let unit = isSpread ? 1 : health.predictionSpread
      guard temperature > softest * unit else { continue }
      let what = NumberFormat.general(temperature)
      let times = NumberFormat.general(temperature / unit, digits: 2)
      let spread = NumberFormat.general(health.predictionSpread, digits: 2)
      let size =
        isSpread
        ? "the temperature is \(what) standard deviations of the predictions"
        : "the temperature \(what) is \(times) times the spread of the predictions, \(spread)"
      return [
        finding(
          "\(size): soft ranks are linear there, nothing is ranked; t=0.1 with unit=sd",
          head: head.name)
      ]
    }
    return []
  }

  /// What the ranked values are divided by, and whether it counts their standard deviations.
  private static func temperature(of node: Expression) -> (value: Double, isSpread: Bool)? {
    guard let ratio = node.inputs.first, ratio.operation is Divide, ratio.inputs.count == 2 else {
      return nil
    }
    if let value = ratio.inputs[1].staticValue { return (value, false) }
    guard ratio.inputs[1].operation is Multiply else { return nil }
    return ratio.inputs[1].inputs.compactMap(\.staticValue).first.map { ($0, true) }
  }
}
