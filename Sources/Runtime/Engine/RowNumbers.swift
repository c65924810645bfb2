/// Row numbers by place; where each follows the one before, they are not read from memory.
struct RowNumbers: Sendable {
  private let numbers: [Int32]
  private let first: Int32?

  init(_ numbers: [Int32]) {
    self.numbers = numbers
    let first = numbers.first ?? 0
    let follows = numbers.indices.allSatisfy {
      numbers[$0] == first &+ Int32(truncatingIfNeeded: $0)
    }
    self.first = follows ? first : nil
  }

  subscript(place: Int) -> Int32 {
    if let first { return first &+ Int32(truncatingIfNeeded: place) }
    return numbers[place]
  }
}
