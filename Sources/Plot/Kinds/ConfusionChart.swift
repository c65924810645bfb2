/// How often each class was taken for each: true classes down, predicted ones across.
public enum ConfusionChart: ChartKind {
  public static let name = "confusion"
  public static let summary = "Draws how often each class was predicted as each."
  public static let options: [ChartOption] = []
  public static let example = "plot confusion s1"

  /// Counts of pairs of classes.
  public struct Input: Sendable, Equatable {
    public var title: String
    public var classes: [String]
    /// Row after row, a row for each true class.
    public var counts: [Int]
    /// Key numbers for the subtitle: `accuracy 54.1%`, `base rate 51.0%`.
    public var facts: [String]
    public var notes: [String]

    public init(
      title: String, classes: [String], counts: [Int], facts: [String] = [], notes: [String] = []
    ) {
      self.title = title
      self.classes = classes
      self.counts = counts
      self.facts = facts
      self.notes = notes
    }
  }

  public static func chart(of input: Input) throws(PlotError) -> Chart {
    let counts = input.counts.map(Double.init)
    try DataCheck.something(input.title, counts)
    try DataCheck.sameLength(input.title, counts, as: input.classes.count * input.classes.count)
    guard input.counts.contains(where: { $0 > 0 }) else { throw .nothingCounted(input.title) }
    let matrix = CellMatrix(rows: input.classes, columns: input.classes).cut()
    let shares = matrix.kept(of: shares(counts, classes: input.classes.count))
    let cells = Chart.Cells(
      values: shares, texts: texts(matrix.kept(of: counts), shares), colors: .sequential,
      range: 0...1, format: .percent)
    return Chart(
      title: input.title, subtitle: input.facts.joined(separator: ", "),
      x: Chart.PositionAxis(.categories(matrix.columns), label: "predicted class"),
      panels: [matrix.panel(cells, label: "true class, counts and shares of rows")],
      notes: input.notes + matrix.notes)
  }

  /// The share of each cell in its row; missing for a class that never occurs.
  private static func shares(_ counts: [Double], classes: Int) -> [Double] {
    (0..<classes).flatMap { row -> [Double] in
      let own = counts[(row * classes)..<((row + 1) * classes)]
      let total = own.reduce(0, +)
      return own.map { total > 0 ? $0 / total : .nan }
    }
  }

  /// Counts with shares below them, then beside them, then alone.
  private static func texts(_ counts: [Double], _ shares: [Double]) -> [[String]] {
    let numbers = counts.map { NumberText.fixed($0, decimals: 0) }
    let percents = shares.map { share in
      share.isFinite ? NumberText.fixed(share * 100, decimals: 1) + "%" : ""
    }
    let pairs = zip(numbers, percents)
    return [
      pairs.map { $1.isEmpty ? $0 : "\($0)\n\($1)" },
      pairs.map { $1.isEmpty ? $0 : "\($0)  \($1)" },
      numbers,
    ]
  }
}

extension PlotError {
  fileprivate static func nothingCounted(_ name: String) -> PlotError {
    PlotError("nothing to plot: '\(name)' has no sample")
  }
}
