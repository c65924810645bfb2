import Testing

@testable import Lang

@Suite struct DidYouMeanTests {
  @Test(arguments: [
    ("clsoe", "close"), ("vwp_dev", "vwap_dev"), ("Close", "close"), ("stgae1", "stage1"),
    ("hed", "head"),
    ("lrr", "lr"), ("weightdecay", "weight_decay"), ("clos", "close"),
  ])
  func found(word: String, expected: String) {
    let names = ["open", "close", "head", "stage1", "stage2", "vwap_dev", "lr", "weight_decay"]
    #expect(DidYouMean.closest(to: word, in: names) == expected)
  }

  @Test(arguments: ["x", "volume", "zzz", "", "stochastic"])
  func notFound(word: String) {
    #expect(DidYouMean.closest(to: word, in: ["open", "close", "lr", "y"]) == nil)
  }

  @Test func distances() {
    func distance(_ left: String, _ right: String) -> Int {
      DidYouMean.distance(Array(left), Array(right))
    }
    #expect(distance("", "abc") == 3)
    #expect(distance("abc", "acb") == 1)
    #expect(distance("kitten", "sitting") == 3)
    #expect(distance("ca", "abc") == 3)
    #expect(distance("same", "same") == 0)
  }

  @Test func theFirstOfEqualsWins() {
    #expect(DidYouMean.closest(to: "stage", in: ["stage1", "stage2"]) == "stage1")
    #expect(DidYouMean.closest(to: "x", in: ["X", "y"]) == "X")
  }
}
