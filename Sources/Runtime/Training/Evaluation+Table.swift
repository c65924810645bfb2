extension Evaluation {
  /// A row per score: the model beside persistence and the mean of the training labels.
  public var table: TextTable {
    func column(_ title: String, _ value: (Line) -> Double) -> TextTable.Column {
      TextTable.Column(title, lines.map { NumberFormat.general(value($0), digits: 5) })
    }
    let note = "\(NumberFormat.count(rows)) rows of \(part.rawValue), the same for all three"
    let left = skipped > 0 ? ["\(NumberFormat.count(skipped)) rows without persistence"] : []
    return TextTable(
      [
        TextTable.Column("score", align: .left, lines.map(\.name)),
        column("model") { $0.model }, column("persistence") { $0.persistence },
        column("mean") { $0.base },
      ], notes: [note] + left)
  }
}
