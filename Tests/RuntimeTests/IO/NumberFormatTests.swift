import Testing

@testable import Runtime

@Suite struct NumberFormatTests {
  @Test(arguments: [
    (0.0, "0"), (-0.0, "0"), (1.0, "1"), (0.1, "0.1"), (0.0123456789, "0.0123457"),
    (1.5e-7, "1.5e-07"), (911_545, "911545"), (1234.5678, "1234.57"), (-2.5, "-2.5"),
    (.nan, "nan"), (.infinity, "inf"), (-.infinity, "-inf"), (1e300, "1e+300"),
    (123_456_789.25, "123456789"),
  ])
  func general(_ value: Double, _ text: String) {
    #expect(NumberFormat.general(value) == text)
  }

  @Test(arguments: [
    (0.1, "0.1"), (1.0 / 3, "0.3333333333333333"), (100, "100"), (1e-5, "1e-05"), (.nan, "nan"),
  ])
  func shortest(_ value: Double, _ text: String) {
    #expect(NumberFormat.shortest(value) == text)
  }

  @Test(arguments: [
    (1234.5, ".2f", "1234.50"), (1234.5, ",.2f", "1,234.50"), (0.0123, ".1%", "1.2%"),
    (0.5, "+.0%", "+50%"), (1e6, ",.0f", "1,000,000"), (0.00015, ".2e", "1.50e-04"),
    (2.0, ".4g", "2"), (3.7, "d", "4"), (.nan, ".2f", "nan"), (-0.001, ".2f", "0.00"),
    (-1_234_567, ",d", "-1,234,567"),
  ])
  func specification(_ value: Double, _ spec: String, _ text: String) {
    #expect(NumberFormat.formatted(value, spec: spec) == text)
  }

  @Test(arguments: [".f", "x", ".99f", "..2f", "2", ".2fx"])
  func unknownSpecification(_ spec: String) {
    #expect(NumberFormat.formatted(1, spec: spec) == nil)
  }

  @Test func columnSharesDecimals() {
    #expect(NumberFormat.column([1.5, 22.25, .nan]) == ["1.50", "22.25", "nan"])
    #expect(NumberFormat.column([1, 2_000_000]) == ["1", "2000000"])
    #expect(NumberFormat.column([1e-9, 5]) == ["1e-09", "5"])
    #expect(NumberFormat.column([]) == [])
  }

  @Test func counts() {
    #expect(NumberFormat.count(911_545) == "911,545")
    #expect(NumberFormat.count(-1000) == "-1,000")
    #expect(NumberFormat.count(12) == "12")
  }
}
