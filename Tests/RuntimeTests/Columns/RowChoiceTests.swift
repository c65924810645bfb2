import Testing

@testable import Runtime

/// Rows that are chosen, grouped or carried keep what is known of them.
@Suite struct RowChoiceTests {
  @Test func keepingRowsKeepsKnownTimes() {
    let panel = ShapingTests.panel()
    let kept = panel.keeping(rows: [1, 3, 5])
    #expect(kept.axis.segments.map(\.rows) == [0..<1, 1..<3])
    #expect(kept.axis.known == [1, 3, 5].map { panel.axis.known[$0] })
    #expect(kept.fields[0].column.values == [2, 10, 30])
    #expect(panel.keeping(rows: [4]).axis.symbols == ["B"])
    #expect(panel.keeping(rows: Array(0..<6)) === panel)
  }

  @Test func samples() throws {
    let frame = CleanTests.frame((0..<100).map(Double.init))
    let drawn = try RowSample(.rows(10), seed: 3).frame(frame)
    let close = try drawn.field("close").column.values
    #expect(close.count == 10 && Set(close).count == 10 && close == close.sorted())
    #expect(try RowSample(.rows(10), seed: 3).frame(frame).field("close").column.values == close)
    #expect(try RowSample(.rows(10), seed: 4).frame(frame).field("close").column.values != close)
    #expect(try RowSample(.share(0.25), seed: 1).frame(frame).rowCount == 25)
    #expect(try RowSample(.rows(500), seed: 1).frame(frame).rowCount == 100)
    let panel = ShapingTests.panel()
    #expect(
      try RowSample(.every(2), seed: 1).frame(panel).fields[0].column.values == [1, 3, 10, 30])
    #expect(try RowSample(.symbols(1), seed: 1).frame(panel).axis.segments.count == 1)
    #expect(throws: Failure.self) { try RowSample(.symbols(1), seed: 1).frame(frame) }
  }

  @Test func groupsOfLabelsAndSymbols() throws {
    let panel = ShapingTests.panel()
    let close = GroupFigures.Input("close", panel.fields[0].column)
    let kind = GroupFigures.Input(
      "kind", .category(codes: [0, 1, -1, 1, 1, 0], labels: ["x", "y"]))
    let table = try GroupFigures([close], by: [kind], statistics: [.sum, .count])
    #expect(table.frame.names == ["kind", "sum", "count"])
    #expect(table.frame.fields[1].column.values == [31, 32])
    #expect(table.frame.notes == ["1 rows without a group were left out"])
    let bySymbol = try GroupFigures([close], by: [], statistics: [.max], symbols: panel.axis)
    #expect(bySymbol.frame.axis.symbols == ["A", "B"])
    #expect(bySymbol.frame.fields[0].column.values == [3, 30])
    // Joined to the panel, a figure of the whole sample is still one.
    let joined = try Align().join(panel, bySymbol.frame)
    #expect(joined.fields[1].column.values == [3, 3, 3, 30, 30, 30])
    #expect(joined.columns[1].reach.fit == .wholeSample)
    #expect(!joined.columns[1].reach.isCausal)
    let both = try Align().join(bySymbol.frame, bySymbol.frame)
    #expect(both.names == ["max", "right_max"] && both.fields[1].column.values == [3, 30])
    #expect(throws: Failure.self) { try Align().join(bySymbol.frame, panel) }
  }

  @Test func reachIsCarriedThroughJoins() throws {
    let day = ShapingTests.daily([0, 1, 2], "x", [1, 2, 3])
    let ahead = day.replacing([.init("x", day.fields[0].column, reach: Reach(to: 1))])
    let hours = (0..<48).map { Int64($0) * Nanoseconds.hour }
    let bars = Frame(
      axis: Axis(times: hours, known: hours, frequency: Nanoseconds.hour), fields: [], source: "h")
    #expect(try Align().join(bars, ahead).columns[0].reach.to == 24)
    #expect(try Align().join(bars, day).columns[0].reach == Reach(from: 0, to: 0))
    #expect(ahead.keeping(rows: [0, 2]).columns[0].reach.to == 1)
    #expect(try ahead.slice(ShapingTests.range(1, 2)).columns[0].reach.to == 1)
    #expect(try Resample(.weeks(1)).frame(ahead).columns[0].reach.to > 0)
    var label = Align()
    label.kind = .outer
    #expect(try label.join(day, ahead).columns[1].reach.to == 1)
    // The past earns no credit on another axis.
    let late = day.replacing([.init("x", day.fields[0].column, reach: Reach(from: -3, to: -3))])
    #expect(try Align().join(bars, late).columns[0].reach.to == 0)
  }

  @Test func eventsFallIntoBars() throws {
    let hours = (0..<48).map { Int64($0) * Nanoseconds.hour }
    let axis = Axis(
      times: hours, known: hours.map { $0 + Nanoseconds.hour }, frequency: Nanoseconds.hour)
    let half = Nanoseconds.hour / 2
    let events = Axis(times: [-half, half, 5 * Nanoseconds.hour, 500 * Nanoseconds.hour])
    let bars = try EventBars(events, on: axis)
    let marked = bars.column.values.indices.filter { bars.column.values[$0] == 1 }
    #expect(marked == [0, 4])
    #expect(bars.outside == 2)
    #expect(bars.reach == Reach())
    let days = Axis(times: [Nanoseconds.day], isDaily: true, isAhead: true)
    let dated = try EventBars(days, on: axis)
    #expect(dated.column.values.prefix(24).allSatisfy { $0 == 0 })
    #expect(dated.column.values.suffix(24).allSatisfy { $0 == 1 })
    #expect(dated.reach.isKnownAhead && dated.reach.isCausal)
    // A date on which nothing trades falls on the next bar.
    let weekdays = Axis(times: [0, 1, 4].map { $0 * Nanoseconds.day }, isDaily: true)
    let weekend = Axis(times: [2 * Nanoseconds.day], isDaily: true, isAhead: true)
    #expect(try EventBars(weekend, on: weekdays).column.values == [0, 0, 1])
    let short = try EventBars(
      Axis(times: [0], isDaily: true, isAhead: true), on: weekdays)
    #expect(short.column.values[0] == 1 && short.column.values[1].isNaN)
    #expect(throws: Failure.self) { try EventBars(Axis(times: [], rowCount: 1), on: axis) }
    // Events of symbols go to their symbols; on a frame without symbols they all count.
    let panel = ShapingTests.panel().axis
    let own = Axis(
      times: [0, 3].map { $0 * Nanoseconds.day },
      segments: [.init(symbol: "A", rows: 0..<1), .init(symbol: "B", rows: 1..<2)], isDaily: true)
    #expect(try EventBars(own, on: panel).column.values == [1, 0, 0, 0, 0, 1])
    let four = Axis(times: [0, 1, 2, 3].map { $0 * Nanoseconds.day }, isDaily: true)
    #expect(try EventBars(own, on: four).column.values == [1, 0, 0, 1])
  }
}
