/// How usable times are cut into folds: each has a training part and a held-out part `val`.
///
/// Folds are cut at distinct known times, on a panel at the same times for all symbols. A training row
/// is dropped when the span from its time to the end of its label meets a held-out block (the
/// purge), or when it lies within the embargo after one.
/// - Source: expanding folds as scikit-learn's `TimeSeriesSplit`; purge, embargo and combinatorial
///   folds after López de Prado, "Advances in Financial Machine Learning" (2018), chapters 7 and 12.
public struct FoldScheme: Sendable, Equatable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Trains on everything before the held-out block.
    case expanding
    /// Trains on as many times before the held-out block as the first fold has.
    case rolling
    /// Holds out each of `count` blocks, trains on all others.
    case purged
    /// Holds out every choice of `held` of the `count` blocks.
    case combinatorial
  }

  /// One fold by labels, nanoseconds UTC.
  public struct Window: Sendable, Equatable {
    public let train: Range<Int64>
    public let held: Range<Int64>

    public init(train: Range<Int64>, held: Range<Int64>) {
      (self.train, self.held) = (train, held)
    }
  }

  public let kind: Kind
  /// Folds, or blocks of a combinatorial scheme.
  public let count: Int
  /// Blocks that a combinatorial fold holds out.
  public let held: Int
  /// Bars after a held-out block without training rows; nil is the label's horizon.
  public let embargo: Int?
  /// Folds of given lengths of time; nil where `count` cuts the times evenly.
  public let windows: [Window]?

  /// More folds than this are refused.
  public static let mostFolds = 1_000

  /// - Throws: `Failure` for fewer than two blocks or too many folds.
  public init(_ kind: Kind, count: Int, held: Int = 2, embargo: Int? = nil) throws {
    guard count >= 2 else {
      throw Failure("folds are at least 2", culprit: .parameter("folds"))
    }
    if kind == .combinatorial, !(1..<count).contains(held) {
      throw Failure(
        "held is at least 1 and less than folds, \(count)", culprit: .parameter("held"))
    }
    (self.kind, self.count, self.held, self.embargo) = (kind, count, held, embargo)
    windows = nil
    guard foldCount <= Self.mostFolds else {
      throw Failure(
        "that makes more than \(NumberFormat.count(Self.mostFolds)) folds",
        culprit: .parameter("folds"))
    }
  }

  /// Folds that walk forward by lengths of time.
  ///
  /// - Throws: `Failure` for no fold, or too many.
  public init(_ kind: Kind, windows: [Window], embargo: Int? = nil) throws {
    guard !windows.isEmpty else {
      throw Failure(
        "the data are too short for one fold of these lengths", culprit: .parameter("train"))
    }
    guard windows.count <= Self.mostFolds else {
      throw Failure(
        "that makes more than \(NumberFormat.count(Self.mostFolds)) folds",
        culprit: .parameter("val"))
    }
    (self.kind, count, held, self.embargo) = (kind, windows.count, 1, embargo)
    self.windows = windows
  }

  /// How many folds there are: the binomial coefficient for a combinatorial scheme.
  public var foldCount: Int {
    guard kind == .combinatorial else { return count }
    var ways = 1.0
    for step in 1...held { ways = ways * Double(count - held + step) / Double(step) }
    return ways > 1e9 ? .max : Int(ways.rounded())
  }

  /// The blocks of times, by place, that each fold trains on and holds out.
  ///
  /// - Parameter times: The distinct times there are, ascending.
  /// - Throws: `Failure` when there are too few.
  func folds(_ times: [Int64]) throws -> [(train: [Range<Int>], held: [Range<Int>])] {
    if let windows { return try walked(windows, times) }
    switch kind {
    case .expanding, .rolling: return try forward(times.count)
    case .purged, .combinatorial: return try crossed(times.count)
    }
  }

  /// The windows in which there are times to train on and to hold out.
  private func walked(
    _ windows: [Window], _ times: [Int64]
  ) throws -> [(train: [Range<Int>], held: [Range<Int>])] {
    func places(_ span: Range<Int64>) -> Range<Int> {
      let first = times.place(of: span.lowerBound)
      return first..<max(first, times.place(of: span.upperBound))
    }
    let folds = windows.map { (train: places($0.train), held: places($0.held)) }
      .filter { !$0.train.isEmpty && !$0.held.isEmpty }
    guard !folds.isEmpty else { throw tooFew(times.count) }
    return folds.map { ([$0.train], [$0.held]) }
  }

  private func forward(_ times: Int) throws -> [(train: [Range<Int>], held: [Range<Int>])] {
    let size = times / (count + 1)
    guard size > 0 else { throw tooFew(times) }
    let first = times - count * size
    return (0..<count).map { fold in
      let start = first + fold * size
      let from = kind == .rolling ? start - first : 0
      return ([from..<start], [start..<start + size])
    }
  }

  private func crossed(_ times: Int) throws -> [(train: [Range<Int>], held: [Range<Int>])] {
    guard times >= count else { throw tooFew(times) }
    let cuts = (0...count).map { $0 * (times / count) + min($0, times % count) }
    let blocks = (0..<count).map { cuts[$0]..<cuts[$0 + 1] }
    return choices.map { chosen in
      (
        Self.joined(blocks.indices.filter { !chosen.contains($0) }.map { blocks[$0] }),
        Self.joined(chosen.map { blocks[$0] })
      )
    }
  }

  /// The held-out blocks of every fold, ascending.
  private var choices: [[Int]] {
    guard kind == .combinatorial else { return (0..<count).map { [$0] } }
    var (choices, chosen) = ([[Int]](), Array(0..<held))
    while true {
      choices.append(chosen)
      guard let place = chosen.indices.last(where: { chosen[$0] < count - held + $0 }) else {
        return choices
      }
      chosen[place] += 1
      for later in chosen.indices where later > place { chosen[later] = chosen[later - 1] + 1 }
    }
  }

  /// Neighbouring blocks as one.
  private static func joined(_ blocks: [Range<Int>]) -> [Range<Int>] {
    blocks.reduce(into: []) { result, block in
      if let last = result.last, last.upperBound == block.lowerBound {
        result[result.count - 1] = last.lowerBound..<block.upperBound
      } else {
        result.append(block)
      }
    }
  }

  private func tooFew(_ times: Int) -> Failure {
    Failure(
      "too few usable times for \(count) folds: \(times)", culprit: .parameter("folds"))
  }
}
