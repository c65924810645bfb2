/// Some rows or symbols of a frame, at random or at even steps, in the order they had.
public struct RowSample: Sendable {
  public enum Choice: Sendable, Equatable {
    /// This many rows, or all where there are fewer.
    case rows(Int)
    /// Of the rows, in 0...1.
    case share(Double)
    /// Each n-th row of a symbol, from its first.
    case every(Int)
    /// This many symbols of a panel, with all their rows.
    case symbols(Int)
  }

  public let choice: Choice
  public let seed: UInt64

  public init(_ choice: Choice, seed: UInt64) {
    self.choice = choice
    self.seed = seed
  }

  /// Without replacement: no row comes twice.
  ///
  /// - Throws: `Failure` for symbols of a frame that has none.
  /// - Complexity: O(rows log rows).
  public func frame(_ frame: Frame) throws -> Frame {
    switch choice {
    case .rows(let count): return frame.keeping(rows: drawn(count, of: frame.rowCount))
    case .share(let share):
      let count = Int((Double(frame.rowCount) * share).rounded())
      return frame.keeping(rows: drawn(count, of: frame.rowCount))
    case .every(let step):
      let rows = frame.axis.segments.flatMap {
        Array(stride(from: $0.rows.lowerBound, to: $0.rows.upperBound, by: max(1, step)))
      }
      return frame.keeping(rows: rows)
    case .symbols(let count):
      guard frame.axis.isPanel else { throw Self.hasNoSymbols() }
      let places = drawn(count, of: frame.axis.segments.count)
      return try frame.symbols(places.map { frame.axis.segments[$0].symbol })
    }
  }

  /// Ascending places of a list, drawn as rows of one symbol are.
  ///
  /// - Throws: `Failure` for a choice of symbols.
  public func places(in total: Int) throws -> [Int] { try places(of: total) }

  /// The places of a list that is drawn from as rows of one symbol are.
  ///
  /// - Throws: `Failure` for a choice of symbols.
  func places(of total: Int) throws -> [Int] {
    switch choice {
    case .rows(let count): return drawn(count, of: total)
    case .share(let share): return drawn(Int((Double(total) * share).rounded()), of: total)
    case .every(let step): return Array(stride(from: 0, to: total, by: max(1, step)))
    case .symbols: throw Self.hasNoSymbols()
    }
  }

  /// Ascending places out of `0..<total`.
  private func drawn(_ count: Int, of total: Int) -> [Int] {
    guard count < total else { return Array(0..<total) }
    let random = CounterRandom(seed: seed, purpose: .sampling)
    return random.permutation(of: total, step: 0).prefix(count).map { Int($0) }.sorted()
  }
}

extension RowSample {
  private static func hasNoSymbols() -> Failure {
    Failure(
      "the frame has no symbols to choose from", culprit: .parameter("symbols"),
      hint: "rows=500 chooses rows")
  }
}
