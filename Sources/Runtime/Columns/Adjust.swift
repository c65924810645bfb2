/// Ratio-adjusted prices: returns across splits, dividends and rolls are what a holder earned.
public struct Adjust: Sendable {
  /// A row at which the factor changes.
  public struct Break: Sendable, Equatable {
    public let row: Int
    /// The factor over the one of the row before.
    public let ratio: Double
    /// True where the adjusted return of the row is still an outlier.
    public let isUnexplained: Bool
  }

  /// Open, high, low and close adjusted; the prices as traded as `raw_open` and so on, and `factor`.
  public let frame: Frame
  public let breaks: [Break]

  /// Changes of the factor below this share are rounding of the file.
  static let rounding = 1e-4
  /// From this ratio on, or below its inverse, a break is that of a split.
  static let split = 1.2
  private static let prices = ["open", "high", "low", "close"]

  /// The factor of a row is `adjusted / traded`, divided by that of the symbol's first row, so that a
  /// level depends on earlier rows alone and the first prices are those that were traded.
  ///
  /// - Parameter factor: A column of factors; left out, `adj_close / close`, or the `roll_factor`
  ///   that `roll` made.
  /// - Edge cases: a missing factor is that of the row before.
  /// - Throws: `Failure` when there is no close or no factor, or the frame is adjusted already;
  ///   `Interrupted`.
  /// - Complexity: O(rows x columns).
  public init(_ frame: Frame, factor name: String? = nil) throws {
    guard frame.index(of: "raw_close") == nil else { throw Self.isAdjusted() }
    guard let close = Self.values(frame, "close") else { throw Self.hasNoClose(frame) }
    let source = try Self.source(frame, name, close)
    let factor = Self.normalised(source.values, frame.axis)
    try Interrupt.check()
    var fields = frame.fields.compactMap { field -> Frame.Field? in
      if field.name == source.name { return nil }
      guard Self.prices.contains(field.name) else { return field }
      return field.with(.numbers(zip(field.column.values, factor).map { $0 * $1 }))
    }
    fields += frame.fields.filter { Self.prices.contains($0.name) }
      .map { $0.renamed("raw_\($0.name)") }
    fields.append(Frame.Field("factor", .numbers(factor)))
    let names = ColumnNaming.unique(fields.map(\.name))
    self.frame = frame.replacing(zip(fields, names).map { $0.renamed($1) }, notes: frame.notes)
    breaks = Self.breaks(factor, close: close, frame.axis)
  }

  private static func values(_ frame: Frame, _ name: String) -> [Double]? {
    guard let index = frame.index(of: name), case .numbers(let values) = frame.fields[index].column
    else { return nil }
    return values
  }

  /// Factors as given, and the column that they replace.
  private static func source(
    _ frame: Frame, _ name: String?, _ close: [Double]
  ) throws -> (values: [Double], name: String) {
    if let name {
      guard let values = values(frame, name) else { throw noFactor(name, frame) }
      return (values, name)
    }
    if let adjusted = values(frame, "adj_close") {
      return (zip(adjusted, close).map { $0 / $1 }, "adj_close")
    }
    if let factor = values(frame, Roll.factorName) { return (factor, Roll.factorName) }
    throw hasNoFactor(frame)
  }

  private static func normalised(_ factor: [Double], _ axis: Axis) -> [Double] {
    var result = factor
    for segment in axis.segments {
      var (first, last) = (Double.nan, 1.0)
      for row in segment.rows {
        let value = factor[row]
        if value.isFinite, value > 0 {
          if first.isNaN { first = value }
          last = value / first
        }
        result[row] = last
      }
    }
    return result
  }

  private static func breaks(_ factor: [Double], close: [Double], _ axis: Axis) -> [Break] {
    var breaks: [Break] = []
    for segment in axis.segments {
      let rows = segment.rows.dropFirst()
      let returns = rows.map { abs(close[$0] * factor[$0] / (close[$0 - 1] * factor[$0 - 1]) - 1) }
      let usual = RowStatistic.mean.value(returns.lazy.map { $0.isFinite ? min($0, 1) : .nan })
      for (row, size) in zip(rows, returns) {
        let ratio = factor[row] / factor[row - 1]
        guard abs(ratio - 1) > rounding else { continue }
        breaks.append(
          Break(row: row, ratio: ratio, isUnexplained: size > BarAudit.outlierFactor * usual))
      }
    }
    return breaks
  }

  /// What was found, one sentence each.
  public var report: [String] {
    guard !breaks.isEmpty else { return ["the factor never changes: nothing was adjusted"] }
    let splits = breaks.filter { $0.ratio >= Self.split || $0.ratio <= 1 / Self.split }
    var lines = [
      "\(Self.count(breaks.count, "factor break")), "
        + "\(NumberFormat.count(splits.count)) of them of the size of a split"
    ]
    let ranked = breaks.sorted {
      (abs(Self.size($1.ratio)), $0.row) < (abs(Self.size($0.ratio)), $1.row)
    }
    lines.append("the largest: " + ranked.prefix(5).map(text).joined(separator: "; "))
    let unexplained = breaks.filter(\.isUnexplained)
    if let first = unexplained.first {
      lines.append(
        "\(Self.count(unexplained.count, "break")) with an outlier return after adjustment, first "
          + place(first.row))
    }
    return lines
  }

  private static func size(_ ratio: Double) -> Double { max(ratio, 1 / ratio) - 1 }

  private func text(_ item: Break) -> String {
    "\(place(item.row)) x \(NumberFormat.general(item.ratio, digits: 5))"
  }

  private func place(_ row: Int) -> String {
    let axis = frame.axis
    let symbol = axis.symbol(ofRow: row)
    let label = axis.hasTime ? DateFormat.label(axis.times[row], on: axis) : "row \(row + 1)"
    return symbol.isEmpty ? label : "\(symbol) \(label)"
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    "\(NumberFormat.count(number)) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension Adjust {
  private static func isAdjusted() -> Failure {
    Failure("the frame is adjusted already: it has raw_close")
  }

  private static func hasNoClose(_ frame: Frame) -> Failure {
    Failure("adjust needs a column 'close'; the frame has \(frame.names.joined(separator: ", "))")
  }

  private static func noFactor(_ name: String, _ frame: Frame) -> Failure {
    Failure(
      "no column '\(name)' of numbers", culprit: .parameter("factor"),
      hint: Suggestion.hint(for: name, among: frame.names))
  }

  private static func hasNoFactor(_ frame: Frame) -> Failure {
    Failure(
      "adjust needs adj_close or a column of factors; the frame has "
        + frame.names.joined(separator: ", "), hint: "factor=COLUMN names one")
  }
}
