import Testing

@testable import Runtime

/// leakcheck finds what reads the future, whatever its declared reach.
@Suite struct LeakCheckTests {
  private let frame = OperatorFixture.panel

  /// Declares nothing and reads the next row.
  private struct Peek: ColumnOperation {
    let key = "peek"
    func evaluate(_ task: ColumnTask) throws {
      for row in task.rows {
        task.output[row] = task.inputs[0][min(row + 1, task.rows.upperBound - 1)]
      }
    }
  }

  private func subject(_ code: String) throws -> LeakCheck.Subject {
    .init(name: code, expression: try ExampleReader.expression(code, on: frame))
  }

  @Test func findsAnUndeclaredLook() throws {
    let close = try ExampleReader.expression("close", on: frame)
    let subjects = [
      LeakCheck.Subject(name: "peek", expression: try Expression(Peek(), [close])),
      try subject("mean(close, 20)"),
    ]
    let report = try LeakCheck(subjects).run(seed: 1)
    #expect(Set(report.findings.map(\.name)) == ["peek"])
    #expect(Set(report.findings.map(\.experiment)) == [.truncated, .perturbed])
    let finding = try #require(report.findings.first)
    #expect(frame.axis.known[finding.row] <= finding.cut)
  }

  @Test func findsTheWholeSample() throws {
    let report = try LeakCheck([subject("close - mean(close)")]).run(seed: 1)
    #expect(report.findings.count == 2 * report.cuts.count)
  }

  @Test func acceptsStatisticsOfTheTrainingRows() throws {
    let training = frame.axis.segments.map { $0.rows.prefix(150) }
    let subjects = [try subject("fit((close - mean(close)) / std(close))")]
    let report = try LeakCheck(subjects, trainingRows: training).run(seed: 1)
    #expect(report.isClean && report.comparedValues > 1_000)
    let last = try #require(training.joined().map { frame.axis.known[$0] }.max())
    #expect(report.cuts.allSatisfy { $0 >= last })
  }

  @Test func sameSeedSameReport() throws {
    let subjects = [try subject("close - mean(close)")]
    let first = try LeakCheck(subjects).run(seed: 5)
    let second = try LeakCheck(subjects).run(seed: 5)
    #expect(first.findings == second.findings)
  }

  @Test func refusesColumnsOfAnotherFrame() throws {
    let other = try ExampleReader.expression("close", on: OperatorFixture.single)
    let mixed = [try subject("close"), LeakCheck.Subject(name: "other", expression: other)]
    #expect(throws: Failure.self) { try LeakCheck(mixed) }
  }
}
