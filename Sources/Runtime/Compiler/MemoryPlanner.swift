/// Places the buffers of a program in one arena; buffers that live at different times share room.
enum MemoryPlanner {
  private struct Lifetime {
    var first: Int
    var last: Int
  }

  /// The place of every buffer, and the size of the arena without slack.
  ///
  /// - Complexity: O(buffers²).
  static func plan(_ builder: ProgramBuilder) -> (places: [Int], count: Int) {
    let lifetimes = lifetimes(of: builder)
    var places = builder.buffers.map { $0.place ?? 0 }
    var end = builder.persistentCount
    var taken: [(range: Range<Int>, last: Int)] = []
    let planned = builder.buffers.indices
      .filter { builder.buffers[$0].place == nil && lifetimes[$0] != nil }
      .sorted { (lifetimes[$0]?.first ?? 0, $0) < (lifetimes[$1]?.first ?? 0, $1) }
    for buffer in planned {
      guard let life = lifetimes[buffer] else { continue }
      taken.removeAll { $0.last < life.first }
      if let host = overwritten(by: buffer, at: life.first, builder, lifetimes),
        let room = taken.firstIndex(where: { $0.range.lowerBound == places[host] })
      {
        places[buffer] = places[host]
        taken[room].last = life.last
        continue
      }
      let size = ArenaLayout.rounded(builder.buffers[buffer].count)
      let place = firstGap(of: size, in: taken.map(\.range), from: builder.persistentCount)
      places[buffer] = place
      taken.append((place..<place + size, life.last))
      end = max(end, place + size)
    }
    return (places, end)
  }

  /// An operand that a step reads for the last time and may write its result over.
  private static func overwritten(
    by buffer: Int, at time: Int, _ builder: ProgramBuilder, _ lifetimes: [Lifetime?]
  ) -> Int? {
    let step = builder.steps[time]
    guard step.operands.first == buffer else { return nil }
    let count = builder.buffers[buffer].count
    return step.overwritable.first { operand in
      let candidate = builder.buffers[operand]
      return candidate.place == nil && !candidate.isKept && candidate.count == count
        && operand != buffer && lifetimes[operand]?.last == time
        && (lifetimes[operand]?.first ?? time) < time
    }
  }

  private static func lifetimes(of builder: ProgramBuilder) -> [Lifetime?] {
    var result = [Lifetime?](repeating: nil, count: builder.buffers.count)
    for (time, step) in builder.steps.enumerated() {
      for buffer in step.operands {
        result[buffer] = Lifetime(first: result[buffer]?.first ?? time, last: time)
      }
    }
    for index in result.indices where builder.buffers[index].isKept {
      result[index]?.last = builder.steps.count
    }
    return result
  }

  private static func firstGap(of size: Int, in ranges: [Range<Int>], from start: Int) -> Int {
    var place = start
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound - place >= size { return place }
      place = max(place, range.upperBound)
    }
    return place
  }
}
