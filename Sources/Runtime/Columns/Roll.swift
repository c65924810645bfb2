/// Joins the contracts of a future to one continuous series.
///
/// Rows are those of the contract that is held, as they were traded; `contract` names it, and
/// `roll_factor` is what prices are multiplied by for returns across rolls. A roll takes effect on the
/// day after the one that decided it.
public struct Roll: Sendable {
  public enum Rule: String, Sendable, CaseIterable {
    /// When a later contract traded more than the one held.
    case volume
    /// Some trading days before the contract's last.
    case date
  }

  /// A change of contract.
  public struct Event: Sendable, Equatable {
    public let from: String
    public let to: String
    /// The last day of the old contract, as days after 1970-01-01.
    public let day: Int
    /// Old price over new price at the last time of that day; missing where they never met.
    public let ratio: Double
  }

  public static let factorName = "roll_factor"

  public let frame: Frame
  public let events: [Event]

  /// - Parameters:
  ///   - days: Of the rule `date`: how many trading days before its last a contract is left.
  ///   - session: Says which day a row belongs to where sessions cross midnight.
  /// - Throws: `Failure` when the frame has no contracts or lacks a column; `Interrupted`.
  /// - Complexity: O(rows log rows).
  public init(
    _ frame: Frame, by rule: Rule, days: Int = 5, session: SessionHours? = nil
  ) throws {
    guard frame.axis.isPanel, frame.axis.hasTime else { throw Self.hasNoContracts() }
    guard let index = frame.index(of: "close") else { throw Self.needs("close") }
    guard rule == .date || frame.index(of: "volume") != nil else { throw Self.needs("volume") }
    let volume = frame.index(of: "volume").map { frame.fields[$0].column.values }
    let contracts = try Contract.all(frame.axis, volume: volume, session: session)
    let walk = RollWalk(contracts, rule: rule, days: days)
    let close = frame.fields[index].column.values
    let ratios = walk.changes.map { Self.ratio($0, contracts, close, frame.axis) }
    events = zip(walk.changes, ratios).map { change, ratio in
      Event(
        from: contracts[change.from].symbol, to: contracts[change.to].symbol, day: change.day,
        ratio: ratio)
    }
    self.frame = Self.joined(frame, contracts, walk, ratios)
  }

  /// Old over new price: the last time of the day at which both have one.
  private static func ratio(
    _ change: RollWalk.Change, _ contracts: [Contract], _ close: [Double], _ axis: Axis
  ) -> Double {
    let old = contracts[change.from].rows(upTo: change.day)
    let new = contracts[change.to].rows(upTo: change.day)
    guard var a = old.last, var b = new.last else { return .nan }
    while axis.times[a] != axis.times[b] || close[a].isNaN || close[b].isNaN {
      if axis.times[a] >= axis.times[b] { a -= 1 } else { b -= 1 }
      guard a >= old.lowerBound, b >= new.lowerBound else { return .nan }
    }
    return close[a] / close[b]
  }

  private static func joined(
    _ frame: Frame, _ contracts: [Contract], _ walk: RollWalk, _ ratios: [Double]
  ) -> Frame {
    var (rows, factors) = ([Int](), [Double]())
    var codes: [Int32] = []
    var factor = 1.0
    for (place, span) in walk.spans.enumerated() {
      if place > 0, ratios[place - 1].isFinite { factor *= ratios[place - 1] }
      let own = contracts[span.contract].rows(from: span.first, upTo: span.last)
      rows += own
      factors += [Double](repeating: factor, count: own.count)
      codes += [Int32](repeating: Int32(clamping: span.contract), count: own.count)
    }
    let source = frame.axis
    let times = rows.map { source.times[$0] }
    let segment = Axis.Segment(symbol: "", rows: 0..<rows.count)
    let axis = Axis(
      times: times, known: rows.map { source.known[$0] },
      frequency: Frequency.typical(times, [segment]), zone: source.zone, isDaily: source.isDaily)
    var fields = frame.fields.map { $0.with($0.column.gathering(rows), from: source, to: axis) }
    fields.append(
      Frame.Field("contract", .category(codes: codes, labels: contracts.map(\.symbol))))
    fields.append(Frame.Field(factorName, .numbers(factors)))
    let names = ColumnNaming.unique(fields.map(\.name))
    return Frame(
      axis: axis, fields: zip(fields, names).map { $0.renamed($1) }, source: frame.source,
      hasTrueRange: frame.hasTrueRange)
  }

  /// What was done, one sentence each.
  public var report: [String] {
    guard !events.isEmpty else { return ["no roll: one contract is held throughout"] }
    let shown = events.prefix(6).map { event in
      let ratio =
        event.ratio.isNaN ? "no common price" : NumberFormat.general(event.ratio, digits: 5)
      let date = DateFormat.date(Int64(event.day) * Nanoseconds.day)
      return "\(event.from) to \(event.to) after \(date) (\(ratio))"
    }
    let more = events.count > 6 ? "; ..." : ""
    let word = events.count == 1 ? "1 roll" : "\(events.count) rolls"
    var lines = ["\(word), old over new price: \(shown.joined(separator: "; "))\(more)"]
    let open = events.count { $0.ratio.isNaN }
    if open > 0 {
      lines.append(
        "\(open) of them without a time at which both contracts have a price: the step between them "
          + "stays in the returns")
    }
    return lines
  }
}

extension Roll {
  private static func hasNoContracts() -> Failure {
    Failure(
      "roll needs a frame with one symbol per contract",
      hint: "load the contracts with by=COLUMN, or many files by a pattern")
  }

  private static func needs(_ name: String) -> Failure {
    Failure(
      "roll needs a column '\(name)'", culprit: name == "volume" ? .parameter("by") : .none,
      hint: name == "volume" ? "by=date rolls without volumes" : nil)
  }
}
