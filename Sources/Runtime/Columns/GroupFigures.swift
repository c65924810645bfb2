/// Figures of series for each label or value of other series.
public struct GroupFigures: Sendable {
  /// A series with its name in the table.
  public struct Input: Sendable {
    public let name: String
    public let column: Column

    public init(_ name: String, _ column: Column) {
      self.name = name
      self.column = column
    }
  }

  /// One row per group, without time: ascending keys, then the figures.
  public let frame: Frame

  /// Groups rows by equal keys.
  ///
  /// A figure is one of the whole sample: it keeps that through joins, so that features refuse it.
  /// - Parameters:
  ///   - series: Numbers; a category counts by its codes.
  ///   - keys: One or more; rows where one is missing are left out and counted in the notes.
  ///   - symbols: The symbol of each row as first key, when groups are symbols.
  /// - Throws: `Failure` when there are too many groups; `Interrupted`.
  /// - Complexity: O(rows log groups).
  public init(
    _ series: [Input], by keys: [Input], statistics: [RowStatistic], symbols: Axis? = nil
  ) throws {
    let count = series.first?.column.count ?? 0
    let groups = try Groups(keys, symbols: symbols, count: count)
    var fields = symbols == nil ? [] : Self.symbolFields(groups, symbols)
    fields += keys.enumerated().map { place, key in Self.keyField(key, place, groups) }
    let fit = Reach(fit: .wholeSample)
    for input in series {
      try Interrupt.check()
      let values = input.column.values
      for statistic in statistics {
        let name = series.count == 1 ? statistic.rawValue : "\(input.name)_\(statistic.rawValue)"
        let cells = groups.rows.map { rows in statistic.value(rows.lazy.map { values[$0] }) }
        fields.append(Frame.Field(name, .numbers(cells), reach: fit))
      }
    }
    let names = ColumnNaming.unique(fields.map(\.name))
    let left = count - groups.rows.reduce(0) { $0 + $1.count }
    frame = Frame(
      axis: Self.axis(groups, symbols),
      fields: zip(fields, names).map { $0.renamed($1) }, source: "groups",
      notes: left > 0 ? ["\(NumberFormat.count(left)) rows without a group were left out"] : [])
  }

  /// Groups that are symbols make a table of attributes, which joins by symbol.
  private static func axis(_ groups: Groups, _ symbols: Axis?) -> Axis {
    guard let symbols, groups.keys.first?.count == 1 else {
      return Axis(times: [], rowCount: groups.rows.count)
    }
    let segments = groups.keys.enumerated().map { place, key in
      Axis.Segment(symbol: symbols.segments[Int(key[0])].symbol, rows: place..<(place + 1))
    }
    return Axis(times: [], segments: segments, rowCount: groups.rows.count)
  }

  private static func symbolFields(_ groups: Groups, _ symbols: Axis?) -> [Frame.Field] {
    guard let symbols, groups.keys.first.map({ $0.count > 1 }) ?? false else { return [] }
    return [
      Frame.Field(
        "symbol",
        .category(codes: groups.keys.map { Int32(clamping: Int($0[0])) }, labels: symbols.symbols))
    ]
  }

  private static func keyField(_ key: Input, _ place: Int, _ groups: Groups) -> Frame.Field {
    let values = groups.keys.map { $0[place + groups.offset] }
    guard case .category(_, let labels) = key.column else {
      return Frame.Field(key.name, .numbers(values))
    }
    return Frame.Field(
      key.name, .category(codes: values.map { Int32(clamping: Int($0)) }, labels: labels))
  }
}

extension GroupFigures {
  /// The rows of each key, keys ascending.
  private struct Groups {
    let keys: [[Double]]
    let rows: [[Int]]
    /// 1 where the first key is the symbol.
    let offset: Int

    init(_ inputs: [Input], symbols: Axis?, count: Int) throws {
      offset = symbols == nil ? 0 : 1
      let columns = inputs.map(\.column.values)
      var found: [[Double]: Int] = [:]
      var (keys, rows) = ([[Double]](), [[Int]]())
      let segments = symbols?.segments.map(\.rows) ?? [0..<count]
      for (number, segment) in segments.enumerated() {
        try Interrupt.check()
        for row in segment {
          let own = columns.map { $0[row] }
          guard !own.contains(where: \.isNaN) else { continue }
          let key = symbols == nil ? own : [Double(number)] + own
          if let group = found[key] {
            rows[group].append(row)
            continue
          }
          guard keys.count < GroupFigures.mostGroups else { throw GroupFigures.tooMany() }
          found[key] = keys.count
          keys.append(key)
          rows.append([row])
        }
      }
      let order = keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }
      self.keys = order.map { keys[$0] }
      self.rows = order.map { rows[$0] }
    }
  }

  static let mostGroups = 1_000_000

  private static func tooMany() -> Failure {
    Failure(
      "there are more than a million groups", culprit: .parameter("by"),
      hint: "cut(x, edges) makes bins of a number")
  }
}
