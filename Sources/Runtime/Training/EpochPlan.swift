/// Which samples an epoch trains on, in which order, and where its batches end.
struct EpochPlan: Sendable {
  /// Sample numbers, unit by unit: a unit is a sample, or all samples of a date.
  private let samples: [Int32]
  /// Where each unit begins in `samples`, and the end of the last; empty where units are samples.
  private let starts: [Int]
  /// The unit of each sample of the table; empty where units are samples.
  private let unitOf: [Int32]
  /// Units in the order of the curriculum, lowest first; nil without one.
  private let ascending: [Int32]?
  private let options: TrainingOptions

  /// - Throws: `Failure` when no date has enough samples.
  init(_ problem: TrainingProblem, _ options: TrainingOptions) throws {
    self.options = options
    let table = problem.training
    let count = table.count
    guard case .date(let minimum) = options.batching else {
      let chosen = Self.spread(count, options.fraction)
      samples = chosen
      (starts, unitOf) = ([], [])
      ascending = problem.curriculum.map { Self.order(of: $0, chosen) }
      return
    }
    let all = DateGroups(table, axis: problem.dataset.axis).groups.filter { $0.count >= minimum }
    guard !all.isEmpty else {
      throw Failure(
        "no date has \(minimum) samples", culprit: .parameter("batch"),
        hint: "batch=by(date, min=2)")
    }
    let groups = Self.spread(all.count, options.fraction).map { all[Int($0)] }
    samples = groups.flatMap { $0 }
    starts = groups.reduce(into: [0]) { $0.append(($0.last ?? 0) + $1.count) }
    var units = [Int32](repeating: -1, count: count)
    for (unit, group) in groups.enumerated() {
      for sample in group { units[Int(sample)] = Int32(clamping: unit) }
    }
    unitOf = units
    ascending = problem.curriculum.map { values in
      let means = groups.map { group in
        group.reduce(0) { $0 + values[Int($1)] } / Double(group.count)
      }
      return Self.order(of: means, (0..<means.count).map { Int32(clamping: $0) })
    }
  }

  /// The most samples of a batch: what its program is made for.
  func largestBatch(_ batch: Int) -> Int {
    guard !starts.isEmpty else { return min(batch, samples.count) }
    return zip(starts, starts.dropFirst()).map { $1 - $0 }.max() ?? 1
  }

  /// Whether batches differ in size, so that programs need a mask.
  var isRagged: Bool {
    guard starts.count > 1 else { return false }
    return zip(starts, starts.dropFirst()).contains { $1 - $0 != starts[1] - starts[0] }
  }

  /// The samples of an epoch in their order.
  func order(epoch: Int) -> [Int32] {
    let units = starts.isEmpty ? samples.count : starts.count - 1
    var chosen: [Int32]?
    if let ascending, let curriculum = options.curriculum {
      let share = curriculum.share(epoch: epoch)
      let count = max(1, Int((share * Double(units)).rounded()))
      if count < units { chosen = ascending.prefix(count).sorted() }
    }
    let count = chosen?.count ?? units
    let places =
      options.shuffle
      ? CounterRandom(seed: options.seed, purpose: .shuffle).permutation(of: count, step: epoch)
      : (0..<count).map { Int32(clamping: $0) }
    let order = chosen.map { chosen in places.map { chosen[Int($0)] } } ?? places
    guard !starts.isEmpty else {
      return samples.count == Int(samples.last ?? -1) + 1 ? order : order.map { samples[Int($0)] }
    }
    return order.flatMap { samples[starts[Int($0)]..<starts[Int($0) + 1]] }
  }

  /// The batch that begins at a place of an order.
  func batch(at cursor: Int, in order: [Int32]) -> Range<Int> {
    guard !starts.isEmpty, order.indices.contains(cursor) else {
      return cursor..<min(cursor + options.batch, order.count)
    }
    let unit = Int(unitOf[Int(order[cursor])])
    guard unit >= 0 else { return cursor..<cursor + 1 }
    return cursor..<min(cursor + starts[unit + 1] - starts[unit], order.count)
  }

  /// Batches from a place of an order to its end.
  func batches(after cursor: Int, of count: Int) -> Int {
    guard !starts.isEmpty else { return (count - cursor + options.batch - 1) / options.batch }
    let units = starts.count - 1
    return Int((Double(units) * Double(count - cursor) / Double(max(1, samples.count))).rounded())
  }

  /// `share` of `0..<count`, spread evenly.
  private static func spread(_ count: Int, _ share: Double) -> [Int32] {
    let wanted = min(count, max(1, Int((share * Double(count)).rounded())))
    guard wanted < count else { return (0..<count).map { Int32(clamping: $0) } }
    return (0..<wanted).map { Int32(clamping: $0 * count / wanted) }
  }

  /// Places of units by ascending value.
  private static func order(of values: [Double], _ places: [Int32]) -> [Int32] {
    (0..<Int32(clamping: places.count)).sorted { a, b in
      let (x, y) = (values[Int(places[Int(a)])], values[Int(places[Int(b)])])
      return x == y ? a < b : x < y
    }
  }
}
