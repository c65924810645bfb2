import Lang
import Testing

@testable import Shell

@Suite struct CompletionListTests {
  private func list(_ word: String, _ texts: [String], kind: String = "variable") -> CompletionList
  {
    CompletionList(
      word: word, proposals: texts.map { Session.Completion(text: $0, kind: kind) })
  }

  @Test func theCommonPrefixIsInserted() {
    #expect(list("st", ["stage1", "stage2"]).commonPrefix == "stage")
    #expect(list("x", []).commonPrefix == nil)
  }

  @Test func aPrefixNeverShortensWhatWasTyped() {
    #expect(list("abc", ["abd", "abe"]).commonPrefix == "abc")
  }

  @Test func onlyASingleWordIsFollowedByASpace() {
    #expect(list("lo", ["load"], kind: "verb").ending == " ")
    #expect(list("ep", ["epochs="], kind: "option").ending == "")
    #expect(list("me", ["mean("], kind: "function").ending == "")
    #expect(list("s", ["s1", "s2"]).ending == "")
  }

  @Test func aFileEndsItsQuoteAndAFolderDoesNot() {
    #expect(list("a", ["a.csv"], kind: "path").ending == "\"")
    #expect(list("a", ["a/"], kind: "path").ending == "")
  }

  @Test func ofPathsTheLastPartIsListed() {
    let table = list("data/", ["data/a.csv", "data/b/"], kind: "path").table(width: 40)
    #expect(table == "a.csv  b/")
  }

  @Test func columnsAreReadDownwards() {
    let table = list("", ["a1", "a2", "a3", "a4"]).table(width: 10)
    #expect(table == "a1  a3\na2  a4")
  }

  @Test func longNotesAreCutToTheWidth() {
    let long = String(repeating: "word ", count: 30)
    let noted = CompletionList(word: "s", proposals: [.init(text: "s", kind: "verb", note: long)])
    #expect(noted.table(width: 40).count == 39)
    #expect(noted.table(width: 40).hasSuffix("..."))
  }

  @Test func manyProposalsFillColumns() {
    let table = list("", (0..<30).map { "name\($0)" }).table(width: 40)
    #expect(table.split(separator: "\n").allSatisfy { $0.count <= 40 })
    #expect(table.contains("name29"))
  }

  @Test func fewProposalsShowTheirNotes() {
    let noted = CompletionList(
      word: "s",
      proposals: [.init(text: "stage1", kind: "verb", note: "supervised training")])
    #expect(noted.table(width: 79).contains("supervised training"))
  }
}
