import Testing

@testable import Lang

@Suite struct CompletionTests {
  private func texts(_ line: String, _ session: Session? = nil) -> [String] {
    let session = session ?? Session.sample(CollectedOutput())
    return session.completions(of: line, at: line.utf8.count).proposals.map(\.text)
  }

  @Test func verbsStandAtTheStartOfLine() {
    #expect(texts("de").contains("describe"))
    #expect(texts("x = al").contains("align"))
    #expect(!texts("y = 1 + al").contains("align"))
  }

  @Test func optionsOfTheVerbAreProposed() {
    #expect(texts("stage1 net d ep") == ["epochs="])
    #expect(texts("stage1(net, d, ep") == ["epochs="])
  }

  @Test func choicesFollowTheirOption() {
    #expect(texts("scale d method=ro") == ["robust"])
    #expect(texts("model net = mlp(hidden=[8], norm=la") == ["layer"])
    #expect(texts("evaluate s1 on=v") == ["val"])
  }

  @Test func columnsAndVariablesAreNames() {
    #expect(texts("x = clo") == ["close"])
    #expect(texts("head p").contains("px"))
  }

  @Test func membersFollowDot() {
    #expect(texts("px.vo") == ["volume"])
    let session = Session.sample(CollectedOutput())
    _ = session.execute("r = {outer: {inner: 1}}")
    #expect(texts("r.outer.in", session) == ["inner"])
    #expect(texts("nothing.x", session).isEmpty)
  }

  @Test func functionsOpenTheirParenthesis() {
    #expect(texts("x = parkin") == ["parkinson("])
  }

  @Test func onlyWhatFitsIsProposed() {
    let session = Session.sample(CollectedOutput())
    _ = session.execute("target t = lead(px.close, 1)\nmodel net = mlp(hidden=[2])")
    #expect(texts("use p", session) == ["pn", "px"])
    #expect(texts("stage1 ", session).contains("mlp("))
    #expect(!texts("stage1 ", session).contains("mean("))
    #expect(texts("stage1 net d loss=ms", session) == ["mse"])
  }

  @Test func helpExplainsVerbsAndFunctions() {
    #expect(texts("help stag") == ["stage1", "stage2"])
    #expect(texts("help parkin") == ["parkinson"])
  }

  @Test func setsOfThePreludeFollowFeatures() {
    #expect(texts("features es2") == ["es28", "es28_paper"])
    #expect(texts("features es28 o") == ["on"])
    #expect(texts("features es28 on p") == ["pn", "px"])
    #expect(texts("show source trade_sh") == ["trade_short"])
    #expect(texts("features mine on px: x = clo") == ["close"])
  }

  @Test func settingsFollowSet() {
    #expect(texts("set th") == ["threads"])
    #expect(!texts("set ").contains("close"))
  }

  @Test func filesAreFoundWhereLoadFindsThem() {
    let session = Session.sample(CollectedOutput())
    session.scriptFolder = "/usr"
    let line = "load \"bi"
    let found = session.completions(of: line, at: line.utf8.count).proposals.map(\.text)
    #expect(found.contains("bin/"))
  }

  @Test func pathsAreCompletedInsideQuotes() {
    #expect(texts("load \"/et").contains("/etc/"))
  }

  @Test func wordAtTheCursorIsReplaced() {
    let session = Session.sample(CollectedOutput())
    let line = "x = clo + 1"
    #expect(session.completions(of: line, at: 7).replacing == 4..<7)
    #expect(session.completions(of: line, at: 99).replacing == 10..<11)
  }
}
