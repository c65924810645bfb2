import Foundation
import Testing

@testable import Runtime

/// Laws over the whole catalog, by the examples of its entries.
@Suite struct OperatorLawTests {
  /// Every example with the panel or the one-symbol frame it runs on.
  static let examples = OperatorCatalog.all.flatMap { $0.signature.examples.map(\.code) }

  static func expression(_ code: String) throws -> Runtime.Expression {
    try ExampleReader.expression(code, on: OperatorFixture.panel)
  }

  @Test func everyFileIsInTheCatalog() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../Sources/Runtime/Expressions/Operators").standardized
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    var types: Set<String> = []
    for file in files {
      let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
      let declared = text.split(separator: "\n").compactMap { line -> String? in
        guard line.hasSuffix(": Operator {") else { return nil }
        return line.split(separator: " ").dropFirst().first.map { String($0.dropLast()) }
      }
      #expect(declared.count == 1, "\(file) declares \(declared)")
      types.formUnion(declared)
    }
    #expect(types == Set(OperatorCatalog.all.map { String(describing: $0) }))
  }

  @Test(arguments: OperatorCatalog.all.map { $0.signature.name })
  func everyEntryExplainsItself(_ name: String) throws {
    let signature = try #require(OperatorCatalog.named(name)).signature
    #expect(signature.summary.count > 5 && signature.details.count > 10 && !signature.group.isEmpty)
    #expect(signature.examples.contains { $0.code.contains(signature.name + "(") })
    #expect(!signature.keywords.isEmpty)
    for parameter in signature.positionals + signature.options {
      #expect(parameter.help.count > 2, "\(signature.name) \(parameter.name)")
      switch parameter.kind {
      case .number, .integer, .window:
        #expect(!parameter.unit.isEmpty, "\(signature.name) \(parameter.name)")
      default: break
      }
    }
  }

  @Test func namesAreUnique() {
    let names = OperatorCatalog.all.map { $0.signature.name }
    #expect(Set(names).count == names.count)
    #expect(names.allSatisfy { $0 == $0.lowercased() })
  }

  @Test(arguments: examples)
  func exampleGivesNumbers(_ code: String) throws {
    if code.hasPrefix("fit(") { return }
    let values = try ColumnEvaluator().values(of: Self.expression(code))
    #expect(values.contains { !$0.isNaN }, "\(code) is missing everywhere")
  }

  /// Cutting or changing the future changes nothing, except within the declared look-ahead.
  @Test(arguments: examples)
  func futureDoesNotMatter(_ code: String) throws {
    let expression = try Self.expression(code)
    guard expression.reach.fit == .none, expression.type.shape == .column else { return }
    let check = try LeakCheck([.init(name: code, expression: expression)])
    let report = try check.run(cutCount: 3, seed: 11)
    #expect(report.comparedValues > 500)
    #expect(report.isClean, "\(report.findings)")
  }

  /// Rows before the declared lookback do not matter, and the warm-up is no longer than declared.
  @Test(arguments: examples)
  func lookbackIsAsDeclared(_ code: String) throws {
    let frame = OperatorFixture.single
    guard let expression = try? ExampleReader.expression(code, on: frame),
      expression.reach.from > Reach.unbounded, expression.reach.fit == .none,
      expression.type.shape == .column
    else { return }
    let lookback = expression.reach.lookback
    let values = try ColumnEvaluator().values(of: expression)
    let last = frame.rowCount - expression.reach.lookahead
    let missing = (lookback..<last).filter { values[$0].isNaN }
    #expect(missing.isEmpty, "missing at \(missing.prefix(3)), lookback \(lookback)")

    let cut = 20
    let changed = Frame(
      axis: frame.axis,
      fields: frame.fields.map { field in
        var column = field.column.values
        for row in 0..<cut { column[row] *= 1.5 + Double(row % 3) }
        return Frame.Field(name: field.name, original: field.original, column: .numbers(column))
      }, source: "changed")
    let others = try ColumnEvaluator().values(
      of: ExampleReader.expression(code, on: changed))
    let differing = (cut + lookback..<frame.rowCount).filter {
      !values[$0].isIdentical(to: others[$0])
    }
    #expect(differing.isEmpty, "differs at \(differing.prefix(3)), lookback \(lookback)")
  }

  /// The declared look-ahead is really read.
  @Test func lookaheadIsNotOverstated() throws {
    let (frame, evaluator) = (OperatorFixture.single, ColumnEvaluator())
    let lead = try ExampleReader.expression("lead(close, 3)", on: frame)
    #expect(lead.reach.to == 3)
    let close = try evaluator.values(of: ExampleReader.expression("close", on: frame))
    #expect(try evaluator.values(of: lead)[10] == close[13])
    #expect(try ExampleReader.expression("lag(lead(close, 2), 3)", on: frame).reach.to == -1)
  }

  /// A panel's symbols do not see each other, except in a cross-section.
  @Test(arguments: examples)
  func symbolsAreSeparate(_ code: String) throws {
    let (panel, axis) = (OperatorFixture.panel, OperatorFixture.panel.axis)
    let expression = try Self.expression(code)
    guard expression.reach.fit == .none, expression.type.shape == .column,
      !code.hasPrefix("shared("),
      (try? ExampleReader.expression(code, on: OperatorFixture.single)) != nil
    else { return }
    let together = try ColumnEvaluator().values(of: expression)
    for segment in axis.segments {
      let alone = Frame(
        axis: Axis(
          times: Array(axis.times[segment.rows]), frequency: axis.frequency, isDaily: true),
        fields: panel.fields.map {
          Frame.Field(
            name: $0.name, original: $0.original,
            column: .numbers(Array($0.column.values[segment.rows])))
        }, source: "alone")
      let values = try ColumnEvaluator().values(of: ExampleReader.expression(code, on: alone))
      let pairs = zip(together[segment.rows], values)
      #expect(pairs.allSatisfy { $0.isIdentical(to: $1) }, "\(code) of \(segment.symbol)")
    }
  }
}
