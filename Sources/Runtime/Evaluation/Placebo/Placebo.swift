/// Data in which there is nothing to find: labels without their features, or prices whose returns come in
/// another order.
public struct Placebo: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Labels in blocks of random order; features and prices stay.
    case labels
    /// Prices made again of the bars in blocks of random order; features and labels follow them.
    case returns
  }

  public let kind: Kind
  /// In bars of one symbol; nil takes single bars for returns, of labels a day of intraday bars, else 20.
  ///
  /// Features and labels follow prices, so what the bars of one block say of each other stays: an edge
  /// over one bar is lost where single bars change places.
  public let block: Int?
  public let seed: UInt64
  public let draw: Int

  public init(_ kind: Kind, block: Int?, seed: UInt64, draw: Int) {
    (self.kind, self.block, self.seed, self.draw) = (kind, block, seed, draw)
  }

  /// The length of a block on an axis.
  ///
  /// - Parameter least: Bars that belong together, such as the horizon of a label.
  public func block(on axis: Axis, least: Int = 1) -> Int {
    if let block { return max(1, block) }
    guard kind == .labels else { return 1 }
    guard axis.hasTime else { return max(20, least) }
    let perDay = axis.days.barsPerYear.dividedUnlessZero(by: axis.days.perYear)
    let day = perDay > 1.5 ? Int(exactly: perDay.rounded()) ?? 20 : 20
    return max(day, least)
  }

  fileprivate func permutation(on axis: Axis, least: Int = 1) -> BlockPermutation {
    BlockPermutation(block: block(on: axis, least: least), seed: seed, draw: draw)
  }

  // MARK: Labels

  /// The same label at other rows; it keeps its horizon, so that parts are purged as before.
  ///
  /// - Complexity: O(rows log rows), when it is evaluated.
  public func shuffled(_ target: Target) throws -> Target {
    guard kind == .labels, let axis = target.expression.type.axis else { return target }
    let moved = try Expression(
      MovedLabels(
        permutation: permutation(on: axis, least: 2 * target.horizon), axis: axis),
      [target.expression])
    return try Target(name: target.name, expression: moved)
  }

  // MARK: Prices

  private static let prices = ["open", "high", "low", "close", "vwap"]

  /// The bars of a frame in another order, each at the price level that the bars before it lead to.
  ///
  /// The first bar of a symbol stays. A bar is kept as the ratios of its prices to the close before it;
  /// what is no price, such as volume, moves along.
  /// - Edge cases: frames without closes stay as they are.
  /// - Complexity: O(rows log rows x columns).
  public func shuffled(_ frame: Frame) -> Frame {
    guard kind == .returns, let close = frame.index(of: "close") else { return frame }
    let axis = frame.axis
    let firsts = Set(axis.segments.map(\.rows.lowerBound))
    let moves = permutation(on: axis).rows(of: axis) { !firsts.contains($0) }
    let closes = frame.fields[close].column.values
    let fields = frame.fields.map { field in
      let isPrice = Self.prices.contains(field.name)
      let isAdjusted = field.name.hasPrefix("adj")
      let base = isAdjusted ? field.column.values : closes
      return field.with(
        isPrice || isAdjusted
          ? .numbers(rebuilt(field.column.values, on: base, moves, axis))
          : moved(field.column, moves))
    }
    return Frame(
      axis: axis, fields: fields, source: frame.source + ", bars in random order",
      notes: frame.notes, hasTrueRange: frame.hasTrueRange)
  }

  private func moved(_ column: Column, _ moves: [[RowMove]]) -> Column {
    func moved<Cell>(_ cells: [Cell]) -> [Cell] {
      var output = cells
      for move in moves.joined() { output[move.to] = cells[move.from] }
      return output
    }
    switch column {
    case .numbers(let values): return .numbers(moved(values))
    case .category(let codes, let labels): return .category(codes: moved(codes), labels: labels)
    }
  }

  /// - Parameter base: The closes that ratios are taken to, and that lead from bar to bar.
  private func rebuilt(
    _ values: [Double], on base: [Double], _ moves: [[RowMove]], _ axis: Axis
  ) -> [Double] {
    let before = Self.closesBefore(base, axis)
    var output = values
    for (segment, moves) in zip(axis.segments, moves) where !segment.rows.isEmpty {
      var level = base[segment.rows.lowerBound]
      for move in moves {
        if level.isNaN { level = before[move.from] }
        output[move.to] = level * (values[move.from] / before[move.from])
        let change = base[move.from] / before[move.from]
        if change.isFinite, change > 0 { level *= change }
      }
    }
    return output
  }

  /// The last close before each row of the same symbol.
  private static func closesBefore(_ closes: [Double], _ axis: Axis) -> [Double] {
    var before = closes
    for segment in axis.segments {
      var last = Double.nan
      for row in segment.rows {
        before[row] = last
        if closes[row] > 0, closes[row].isFinite { last = closes[row] }
      }
    }
    return before
  }
}

/// The labels of a column at other rows: those that are known change places in blocks.
private struct MovedLabels: AxisOperation {
  let permutation: BlockPermutation
  let axis: Axis
  var key: String { "moved(\(permutation.block),\(permutation.seed),\(permutation.draw))" }

  func moved(to axis: Axis) -> Self { .init(permutation: permutation, axis: axis) }
  func type(of inputs: [Expression]) throws -> ValueType { inputs[0].type }

  func evaluate(_ task: ColumnTask) throws {
    let labels = task.inputs[0]
    for row in task.rows { task.output[row] = labels[row] }
    for move in permutation.rows(of: axis, where: { !labels[$0].isNaN }).joined() {
      task.output[move.to] = labels[move.from]
    }
  }
}
