import Testing

@testable import Runtime

struct JsonTests {
  @Test(arguments: [
    0.1, 1e-300, Double.leastNonzeroMagnitude, 1.7976931348623157e308, -0.0, 3,
    9_007_199_254_740_992, 1 / 3.0,
    .infinity, -.infinity,
  ])
  func numbersKeepTheirBits(value: Double) throws {
    let read = try JsonParser.parse(Json.array([.number(value)]).text()).array?.first?.number
    #expect(read?.bitPattern == value.bitPattern)
  }

  @Test func missingNumbersComeBackMissing() throws {
    #expect(try JsonParser.parse(Json.numbers([.nan]).text()).array?.first?.number?.isNaN == true)
  }

  @Test func textsKeepTheirCharacters() throws {
    let text = "a \"b\" \\ \n \t \u{1} µ \u{1F600}"
    #expect(try JsonParser.parse(Json.text(text).text()).text == text)
    #expect(try JsonParser.parse(#""\u00b5\ud83d\ude00\/""#).text == "µ\u{1F600}/")
  }

  @Test func objectsKeepTheirOrder() throws {
    let value = Json.fields([
      "b": .integers([1, 2]), "a": .fields(["x": .null]), "c": .boolean(true),
    ])
    #expect(value.text() == #"{"b":[1,2],"a":{"x":null},"c":true}"#)
    #expect(try JsonParser.parse(value.text(indent: 2)) == value)
  }

  @Test(arguments: [
    "", "{", "[1,", "[1 2]", "{\"a\" 1}", "tru", "\"abc", "01x", "[1]]", "\"\\ud800\"", "+1", ".5",
  ])
  func brokenTextIsRefused(text: String) {
    #expect(throws: Failure.self) { try JsonParser.parse(text) }
  }

  @Test func depthIsBounded() {
    #expect(throws: Failure.self) {
      try JsonParser.parse(String(repeating: "[", count: 100_000))
    }
  }
}
