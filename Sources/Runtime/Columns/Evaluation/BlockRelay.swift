/// Hands the states of recursions from block to block.
///
/// Blocks are begun in the order of their rows, so whoever waits for the block before waits for a
/// worker that is ahead.
final class BlockRelay: Sendable {
  private struct Key: Hashable {
    let step: Int
    /// The row after the block.
    let row: Int
  }

  /// What a block leaves to the next: the state and the last values of the column.
  private struct Carry {
    let state: (any Sendable)?
    let tail: [Double]
  }

  private struct Board {
    var carries: [Key: Carry] = [:]
    var failure: (any Error)?
  }

  private let board = Monitor(Board())

  /// Computes a block of a recursion from where the block before it ended.
  ///
  /// - Parameters:
  ///   - first: The first row of the segment, which begins without a state.
  ///   - halo: How many values before the next block its readers need; they are written there.
  /// - Throws: What the body throws, here or in a block before.
  func pass(
    _ step: Int, _ rows: Range<Int>, first: Int, halo: Int,
    _ output: UnsafeMutableBufferPointer<Double>,
    _ body: ((any Sendable)?) throws -> (any Sendable)?
  ) throws {
    var state: (any Sendable)?
    if rows.lowerBound > first {
      let carry = try take(Key(step: step, row: rows.lowerBound))
      state = carry.state
      for (index, value) in carry.tail.enumerated() {
        output[rows.lowerBound - carry.tail.count + index] = value
      }
    }
    state = try body(state)
    let tail = Array(output[max(first, rows.upperBound - halo)..<rows.upperBound])
    board.update {
      $0.carries[Key(step: step, row: rows.upperBound)] = Carry(state: state, tail: tail)
    }
  }

  private func take(_ key: Key) throws -> Carry {
    while true {
      let carry = try board.update { board in
        if let failure = board.failure { throw failure }
        return board.carries.removeValue(forKey: key)
      }
      if let carry { return carry }
      board.wait(milliseconds: 100) { $0.failure != nil || $0.carries[key] != nil }
    }
  }

  /// Does a block's work; when it fails, those who wait for it are told.
  func failing(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch {
      board.update { $0.failure = $0.failure ?? error }
      throw error
    }
  }
}
