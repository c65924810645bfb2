import Foundation
import Testing

@testable import Lang

/// No program may trap: scripts with words left out, doubled, swapped and exchanged are run.
@Suite struct MutationTests {
  /// Programs that could run for ever once a word is missing are left out, and those that train,
  /// write files or quit: their mutants would do so for longer, elsewhere or at once.
  static let texts: [String] = ScriptTests.scripts.compactMap { name in
    let file = ScriptTests.folder.appending(path: name)
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    // `2_000` twice is a loop of twenty million rounds.
    let left = ["while", "stage1", "temp", "save", "quit", "_000"]
    return left.contains { text.contains($0) } || name == "def_endless.fml" ? nil : text
  }

  static let count: Int = {
    Int(ProcessInfo.processInfo.environment["FML_MUTANTS"] ?? "") ?? 600
  }()

  @Test(arguments: 0..<4)
  func mutantsEndWithAnOutcome(_ seed: Int) {
    var random = Steps(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1)
    let words = Self.texts.flatMap(Self.words)
    for _ in 0..<Self.count {
      let text = Self.texts[random.below(Self.texts.count)]
      var parts = Self.words(text)
      for _ in 0...random.below(3) { Self.mutate(&parts, words, &random) }
      let output = CollectedOutput()
      let session = Session.sample(output)
      let outcome = session.execute(parts.joined())
      if case .failed = outcome { #expect(!output.notes.isEmpty, "\(parts.joined())") }
      #expect(session.execute("1 + 1") == .finished, "\(parts.joined())")
    }
  }

  private static func mutate(_ parts: inout [String], _ words: [String], _ random: inout Steps) {
    guard parts.count > 1 else { return }
    let place = random.below(parts.count)
    switch random.below(5) {
    case 0: parts.remove(at: place)
    case 1: parts.insert(parts[place], at: place)
    case 2: parts.swapAt(place, random.below(parts.count))
    default: parts[place] = words[random.below(words.count)]
    }
  }

  /// Words, numbers, single signs and white space, so that joining gives the text again.
  private static func words(_ text: String) -> [String] {
    var parts: [String] = []
    var last: Character?
    for character in text {
      let joins = last.map { isWord($0) && isWord(character) } ?? false
      if joins { parts[parts.count - 1].append(character) } else { parts.append(String(character)) }
      last = character
    }
    return parts
  }

  private static func isWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  /// A reproducible sequence.
  private struct Steps {
    var state: UInt64
    mutating func below(_ count: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(max(1, count)))
    }
  }
}
