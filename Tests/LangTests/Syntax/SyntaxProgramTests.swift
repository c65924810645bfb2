import Testing

@testable import Lang

@Suite struct SyntaxProgramTests {
  @Test func sweepWithADeclaredNetwork() {
    #expect(
      tree(samplePrograms[3]).split(separator: "\n")[1]
        == "(best = !sweep lr=[0.0001 0.0003 0.001] hidden=[[16.0 8.0] [32.0 16.0]] monitor=(. val auc): (!stage1 (call net hidden=hidden) d loss=bce lr=lr epochs=30.0 stop=5.0 weight_decay=0.01))"
    )
  }

  @Test func splitByDates() {
    #expect(
      tree(samplePrograms[5]).split(separator: "\n")[0]
        == "(d = !split core14 target=y train=(.. _ @1530316800d) val=(.. @1530403200d @1553990400d) test=(.. @1554076800d _))"
    )
  }

  @Test func aCommandOverTwoLines() {
    #expect(
      tree(samplePrograms[5]).split(separator: "\n")[2].hasSuffix(
        "schedule=(call plateau patience=12.0 factor=0.5) stop=15.0 monitor=(. val rank_ic) save=\"rank_lstm\")"
      ))
  }

  @Test func aTradingLoss() {
    let expected =
      "(loss trade (p bar ?hold=4.0 ?fee=0.0002 ?k=1000.0): (bind limit (* (. bar close) (- 1.0 p)));"
    #expect(tree(samplePrograms[8]).hasPrefix(expected))
  }

  @Test func columnsNamedLikeVerbsAndWords() {
    let text =
      "use px\nx = open / lag(load) - 1\nloss = 2\ny = loss * target + return\nshow x loss=loss"
    #expect(
      tree(text) == """
        (!use px)
        (bind x (- (/ open (call lag load)) 1.0))
        (bind loss 2.0)
        (bind y (+ (* loss target) return))
        (!show x loss=loss)
        """)
  }
}
