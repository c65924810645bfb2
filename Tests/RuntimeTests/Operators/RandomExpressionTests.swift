import Testing

@testable import Runtime

/// The promises of single operators hold for formulas made of several, put together at random.
@Suite struct RandomExpressionTests {
  /// Examples of the catalog in which a formula may stand for `close`.
  private static let templates = OperatorLawTests.examples.filter {
    $0.contains("close") && !$0.hasPrefix("fit(")
  }

  /// Formulas three operators deep, by a seed.
  private static func formulas(seed: UInt64, count: Int) -> [String] {
    let random = CounterRandom(seed: seed, purpose: .sampling)
    return (0..<count).map { index in
      var place = 0
      func draw() -> String {
        place += 1
        return templates[Int(random.bits(step: index, element: place) % UInt64(templates.count))]
      }
      var formula = draw()
      for _ in 0..<2 { formula = replaced(formula, by: draw()) }
      return formula
    }
  }

  /// The first `close` of a template that is a word of its own becomes a formula.
  private static func replaced(_ template: String, by formula: String) -> String {
    let text = Array(template)
    let word = Array("close")
    for start in text.indices where text[start...].starts(with: word) {
      let after = start + word.count < text.count ? text[start + word.count] : " "
      let before = start > 0 ? text[start - 1] : " "
      guard !after.isLetter, after != "_", after != "=", !before.isLetter, before != "_",
        before != "\""
      else { continue }
      return String(text[..<start]) + "(\(formula))" + String(text[(start + word.count)...])
    }
    return template
  }

  @Test(arguments: 0..<12) func noneReadsMoreThanItSays(_ seed: Int) throws {
    let frame = OperatorFixture.panel
    var subjects: [LeakCheck.Subject] = []
    for formula in Self.formulas(seed: UInt64(seed), count: 20) {
      // What does not fit together is refused, which is as good.
      guard let expression = try? ExampleReader.expression(formula, on: frame),
        expression.reach.fit == .none, expression.type.shape == .column
      else { continue }
      subjects.append(.init(name: formula, expression: expression))
    }
    #expect(subjects.count >= 5)
    let report = try LeakCheck(subjects).run(cutCount: 2, seed: UInt64(seed))
    #expect(report.comparedValues > 1_000)
    #expect(report.isClean, "\(report.findings.map { ($0.name, $0.experiment, $0.row) })")
  }

  /// A formula over the future says so, whatever stands around it.
  @Test func formulasOfTheFutureAreTold() throws {
    let frame = OperatorFixture.panel
    var count = 0
    for template in Self.templates {
      let formula = Self.replaced(template, by: "lead(close, 400)")
      guard formula != template, let made = try? ExampleReader.expression(formula, on: frame)
      else { continue }
      count += 1
      #expect(made.reach.to > 0, "\(formula)")
    }
    #expect(count > 60)
  }
}
