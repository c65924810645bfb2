import Foundation
import Testing

@Suite(.serialized) struct PromptTests {
  private let history = NSTemporaryDirectory() + "fml-prompt-\(UUID().uuidString)"
  private let controlD = "\u{4}"
  private let prompt = "fml> "

  @Test func aSessionFindsTheLinesOfTheLastOne() throws {
    defer { unlink(history) }
    let first = try PromptProcess(history: history)
    try first.expect(prompt)
    first.type("say \"six {2 * 3}\"\n")
    try first.expect("six 6")
    try first.expect(prompt)
    first.type(controlD)
    #expect(first.exitCode() == 0)

    let second = try PromptProcess(history: history)
    try second.expect(prompt)
    second.type("\u{1B}[A\n")
    try second.expect("six 6")
    second.type("quit 7\n")
    #expect(second.exitCode() == 7)
  }

  @Test func aPastedBlockRunsOnceAndItsTabsDoNotComplete() throws {
    let session = try PromptProcess(history: "")
    try session.expect(prompt)
    let text = "def twice(x):\n\ty = x * 2\n\ty\nend\nsay \"pasted {twice(21)}\"\n1 + "
    session.type("\u{1B}[200~" + text + "\u{1B}[201~")
    let before = try session.expect("pasted 42")
    #expect(!before.contains("error"))
    try session.expect("1 + ")
    session.type("2\n")
    try session.expect("3")
  }
}
