@preconcurrency import Glibc
import Runtime

/// The values that the trials of a block are given, in the order in which they are tried.
struct TrialGrid {
  let names: [String]
  /// Per trial a value for each name.
  let rows: [[Value]]
  /// What trials are called in messages; nil for their values.
  var titles: [String]?

  static let mostTrials = 100_000

  /// Trials of one name.
  init(_ name: String, _ values: [Value], titles: [String]) {
    (names, rows, self.titles) = ([name], values.map { [$0] }, titles)
  }

  /// Every choice of the levels of each name; the last name changes fastest.
  ///
  /// - Parameter random: How many trials to draw instead.
  /// - Throws: `Diagnostic` under the option whose values make no trials.
  init(_ block: BlockCall, over records: [RecordValue], random: Int?, seed: UInt64) throws {
    names = block.names.map(\.text)
    let axes = try block.bindings.map { try Axis($0, isRandom: random != nil) }
    let groups: [[String: Value]] =
      records.isEmpty
      ? [[:]] : records.map { Dictionary($0.fields.map { ($0.key, $0.value) }) { $1 } }
    let isDrawn = random != nil && axes.contains { $0.span != nil }
    var made: [[String: Value]] = groups
    if isDrawn, let random {
      made = Self.drawn(random, groups, axes, CounterRandom(seed: seed, purpose: .search))
    } else {
      for axis in axes {
        guard made.count * axis.levels.count <= Self.mostTrials else {
          throw Diagnostic(
            "that makes more than \(NumberFormat.count(Self.mostTrials)) trials", at: axis.place,
            hint: "random=50 draws some of them")
        }
        made = made.flatMap { row in
          axis.levels.map { level in row.merging([axis.name: level]) { $1 } }
        }
      }
      if let random {
        let choice = RowSample(.rows(random), seed: seed)
        made = try choice.places(in: made.count).map { made[$0] }
      }
    }
    rows = made.map { row in block.names.map { row[$0.text] ?? .none } }
  }

  /// Trials whose numbers come from ranges; what is drawn twice counts once.
  private static func drawn(
    _ count: Int, _ groups: [[String: Value]], _ axes: [Axis], _ random: CounterRandom
  ) -> [[String: Value]] {
    var rows: [[String: Value]] = []
    var seen: Set<String> = []
    var step = 0
    while rows.count < count, step < 20 * count {
      var row = groups[Int(random.uniform(step: step, element: 0) * Double(groups.count))]
      for (place, axis) in axes.enumerated() {
        row[axis.name] = axis.value(at: random.uniform(step: step, element: place + 1))
      }
      step += 1
      let key = row.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.line())" }
      if seen.insert(key.joined(separator: " ")).inserted { rows.append(row) }
    }
    return rows
  }

  /// What one name may be: levels, or a span of numbers to draw from.
  private struct Axis {
    let name: String
    let place: Span
    var levels: [Value] = []
    var span: ClosedRange<Double>?
    var isWhole = false
    /// Rates and sizes that span decades are drawn by their logarithm.
    var isLogarithmic = false

    init(_ binding: BlockCall.Binding, isRandom: Bool) throws {
      name = binding.name.text
      place = binding.span
      switch binding.value {
      case .list(let items): levels = items
      case .range(let range): try read(range, isRandom)
      default: levels = [binding.value]
      }
      guard !levels.isEmpty || span != nil else {
        throw Diagnostic("'\(name)' has no values", at: place, hint: "\(name)=[1e-4, 1e-3]")
      }
    }

    private mutating func read(_ range: RangeValue, _ isRandom: Bool) throws {
      guard let low = range.lower?.number, let high = range.upper?.number, low <= high,
        low.isFinite, high.isFinite
      else {
        throw Diagnostic("'\(name)' needs a range of numbers, low..high", at: place)
      }
      isWhole = low.rounded() == low && high.rounded() == high
      isLogarithmic = low > 0 && high / low >= (isWhole ? 100 : 10)
      if isWhole, !isRandom || !isLogarithmic {
        levels = try Blame.at(place) { try Value.range(range).elements() }
        return
      }
      guard isRandom else {
        throw Diagnostic(
          "'\(name)' is a range of numbers that are not whole", at: place,
          hint: "give a list, or random=20 to draw from it")
      }
      span = low...high
    }

    /// A level, or a number with three digits, at a place in 0..<1.
    func value(at share: Double) -> Value {
      guard let span else { return levels[Int(share * Double(levels.count))] }
      let (low, high) = (span.lowerBound, span.upperBound)
      let number =
        isLogarithmic ? exp(log(low) + share * (log(high) - log(low))) : low + share * (high - low)
      if isWhole { return .number(min(max(number.rounded(), low), high)) }
      let scale = pow(10, 2 - floor(log10(max(abs(number), 1e-300))))
      return .number(min(max((number * scale).rounded() / scale, low), high))
    }
  }
}
