/// Proposes the name a user probably meant.
public enum DidYouMean {
  /// The candidate nearest to a word, nil when none is near enough.
  ///
  /// Near is a Damerau-Levenshtein distance (a swap of neighbours counts one) of at most a third of
  /// the word's length, whatever the case of the letters; the first of equals wins.
  ///
  /// - Complexity: the length of the word times the length of all candidates.
  public static func closest(to word: String, in candidates: some Sequence<String>) -> String? {
    let wanted = Array(word.lowercased())
    var best: String?
    var bestDistance = allowance(wanted.count) + 1
    for candidate in candidates where candidate != word {
      let letters = Array(candidate.lowercased())
      guard abs(letters.count - wanted.count) < bestDistance else { continue }
      let distance = distance(wanted, letters)
      if distance < bestDistance, distance < max(wanted.count, letters.count) {
        best = candidate
        bestDistance = distance
      }
    }
    return best
  }

  private static func allowance(_ length: Int) -> Int {
    length < 3 ? 1 : min(3, (length + 2) / 3)
  }

  /// The optimal string alignment distance.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast = [Int](repeating: 0, count: right.count + 1)
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
        var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
        let isSwap =
          row > 0 && column > 0 && left[row] == right[column - 1] && left[row - 1] == right[column]
        if isSwap { cost = min(cost, beforeLast[column - 1] + 1) }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
