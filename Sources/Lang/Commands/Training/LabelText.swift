import Runtime

/// What `evaluate` says of yes/no labels and of classes below their scores.
enum LabelText {
  static func lines(_ report: LabelReport, width: Int) -> [String] {
    var lines = [accuracy(report), sample(report)].compactMap { $0 }
    if report.areas != nil { lines.append(table(report).render(width: width)) }
    return lines
  }

  /// `accuracy 53.4 % (95 %: 47.2 to 59.5 %) against 52.9 % for always no: may be chance, p = 0.41`.
  private static func accuracy(_ report: LabelReport) -> String {
    let found = report.accuracy
    func percent(_ share: Double) -> String { NumberFormat.percent(share) }
    let p = found.probability
    let verdict =
      p.isNaN
      ? "only one class happened"
      : p < 0.05 ? "above it by more than chance" : "may be chance"
    return "accuracy \(percent(found.accuracy)) (95%: \(percent(found.interval.lower)) to "
      + "\(percent(found.interval.upper))) against \(percent(found.base)) for always "
      + "\(report.baseName): \(verdict)" + (p.isNaN ? "" : ", p = \(probability(p))")
  }

  private static func probability(_ p: Double) -> String {
    p < 0.001 ? "below 0.001" : NumberFormat.fixed(p, decimals: 3)
  }

  /// Said where labels overlap.
  private static func sample(_ report: LabelReport) -> String? {
    let sample = report.sample
    guard sample.effective < 0.99 * Double(sample.count) else { return nil }
    let effective = NumberFormat.fixed(sample.effective, decimals: 0, grouped: true)
    return "labels overlap: \(NumberFormat.count(sample.count)) rows are worth \(effective) "
      + "independent ones, by which the interval is made"
  }

  private static func table(_ report: LabelReport) -> TextTable {
    let classes = report.classes
    func column(_ title: String, _ value: (LabelReport.ClassLine) -> Double) -> TextTable.Column {
      .init(title, classes.map { NumberFormat.general(value($0), digits: 4) })
    }
    var notes: [String] = []
    if let areas = report.areas {
      func area(_ value: Double) -> String { NumberFormat.general(value, digits: 4) }
      notes.append(
        "auc macro \(area(areas.macro)), micro \(area(areas.micro)); "
          + "knowing the classes' shares alone gives micro \(area(areas.priorMicro))")
    }
    return TextTable(
      [
        .init("class", align: .left, classes.map(\.name)),
        .init("rows", classes.map { NumberFormat.count($0.count) }),
        column("share", \.share), column("precision", \.precision), column("recall", \.recall),
        column("auc", \.area),
      ], pinned: 2, notes: notes)
  }
}
