import Testing

@testable import Runtime

/// Equal contents are known again, different ones are told apart.
struct ContentHashTests {
  private let cells = (0..<1000).map { Double($0 * $0 % 97) }

  private func frame(_ cells: [Double]) -> Frame { Fixture.frame([("close", cells)]) }

  private func hash(_ cells: [Double]) throws -> ContentHash {
    let leaf = try #require(Fixture.leaf(frame(cells), "close").operation as? ColumnLeaf)
    return leaf.contentHash
  }

  @Test func everyCellCounts() throws {
    var seen: Set<ContentHash> = [try hash(cells)]
    for place in cells.indices {
      var changed = cells
      changed[place] += 1
      seen.insert(try hash(changed))
    }
    seen.insert(try hash(Array(cells.dropLast())))
    seen.insert(try hash(cells + [0]))
    seen.insert(try hash([]))
    #expect(seen.count == cells.count + 4)
    #expect(try hash(cells) == hash(cells.map { $0 }))
  }

  @Test func halvesOfAHashAreBothSpread() throws {
    let hashes = try (0..<2000).map { try hash([Double($0)]) }
    #expect(Set(hashes.map(\.high)).count == 2000)
    #expect(Set(hashes.map(\.low)).count == 2000)
    // Each bit is set in about half of them: 2000 flips of a coin, seven standard deviations.
    for bit in 0..<64 {
      let high = hashes.count { $0.high >> bit & 1 == 1 }
      let low = hashes.count { $0.low >> bit & 1 == 1 }
      #expect((843...1157).contains(high) && (843...1157).contains(low))
    }
  }

  @Test func textsOfAHashHaveThirtyTwoDigits() {
    #expect(ContentHash(high: 0xab, low: 1).text == "00000000000000ab0000000000000001")
  }

  @Test func labelsAndTimesCount() {
    let axis = { (symbol: String, shift: Int64) in
      Axis(
        times: Fixture.days(3).map { $0 + shift },
        segments: [Axis.Segment(symbol: symbol, rows: 0..<3)])
    }
    let hashes = [axis("A", 0), axis("B", 0), axis("A", 1)].map(\.contentHash)
    #expect(Set(hashes).count == 3)
    #expect(axis("A", 0).contentHash == axis("A", 0).contentHash)
    let labels = { ColumnLeaf(name: "x", column: .category(codes: [0, 1], labels: $0)) }
    #expect(labels(["a", "b"]).contentHash != labels(["a", "c"]).contentHash)
  }

  /// A matrix is computed once for equal formulas on equal cells, and again for other cells.
  @Test func equalFramesShareAMatrix() throws {
    let evaluator = ColumnEvaluator(threads: 1)
    var made = 0
    func matrix(_ cells: [Double]) throws -> FeatureMatrix {
      let set = try Fixture.features(frame(cells), ["close"])
      return try evaluator.matrix(of: set.features.map(\.expression)) {
        made += 1
        return try FeatureMatrix.anew(set, threads: 1)
      }
    }
    _ = try matrix(cells)
    #expect(try matrix(cells.map { $0 }).values == cells.map(Float.init))
    #expect(made == 1)
    let other = cells.map { $0 + 1 }
    #expect(try matrix(other).values == other.map(Float.init))
    #expect(made == 2)
    // The first one is still there.
    #expect(try matrix(cells).values == cells.map(Float.init))
    #expect(made == 2)
  }

  @Test func largeMatricesGiveWay() throws {
    func matrix(_ rows: Int) throws -> FeatureMatrix {
      let frame = frame([Double](repeating: 1, count: rows))
      return try FeatureMatrix.anew(Fixture.features(frame, ["close"]), threads: 1)
    }
    var cache = MatrixCache(limit: 1000)
    for number in 1...3 { cache.store(try matrix(80), for: [number]) }
    #expect((1...3).map { cache.matrix([$0]) != nil } == [false, true, true])
    cache.store(try matrix(500), for: [4])
    #expect(cache.matrix([4])?.rowCount == 500)
    #expect(cache.matrix([2]) == nil)
    #expect(cache.matrix([4]) == nil)
  }
}
