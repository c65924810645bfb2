/// The rows of a frame: times, or times x symbols in long form, sorted by symbol, then by time.
///
/// Rolling operators never cross a segment. Identity is by reference: two columns combine when they
/// share an axis.
public final class Axis: Sendable {
  /// The rows of one symbol.
  public struct Segment: Sendable, Equatable {
    public let symbol: String
    public let rows: Range<Int>

    public init(symbol: String, rows: Range<Int>) {
      self.symbol = symbol
      self.rows = rows
    }
  }

  /// The label of each row in nanoseconds UTC; empty when the rows carry no time.
  public let times: [Int64]
  /// When each row became known, in nanoseconds UTC (the end of its bar); same count as `times`.
  public let known: [Int64]
  /// One segment per symbol, in row order; a frame without symbols has one segment named "".
  public let segments: [Segment]
  public let rowCount: Int
  /// The typical distance of two rows in nanoseconds; 0 when unknown.
  public let frequency: Int64
  /// IANA zone of calendar functions and date literals.
  public let zone: String
  /// True when every label is a bare date (midnight UTC stands for the whole day).
  public let isDaily: Bool
  /// True for a schedule that was published before its times: its rows are no secret.
  public let isAhead: Bool
  private let content = LazyHash()
  private let calendar = Lazy<AxisDays>()
  private let allPeriods = Lazy<PeriodAxis>()
  private let timeGroups = Lazy<TimeGroups>()

  public init(
    times: [Int64], known: [Int64]? = nil, segments: [Segment]? = nil, rowCount: Int? = nil,
    frequency: Int64 = 0, zone: String = "UTC", isDaily: Bool = false,
    isAhead: Bool = false
  ) {
    self.times = times
    self.known = known ?? times
    self.rowCount = rowCount ?? times.count
    self.segments = segments ?? [Segment(symbol: "", rows: 0..<(rowCount ?? times.count))]
    self.frequency = frequency
    self.zone = zone
    self.isDaily = isDaily
    self.isAhead = isAhead
  }

  public var hasTime: Bool { !times.isEmpty }
  /// True when rows belong to named symbols.
  public var isPanel: Bool { segments.count > 1 || segments.first?.symbol != "" }
  public var symbols: [String] { isPanel ? segments.map(\.symbol) : [] }

  /// The trading days of the rows; an axis without times has none.
  var days: AxisDays { calendar.value { AxisDays(self) } }
  /// All rows by period.
  public var periods: PeriodAxis { allPeriods.value { PeriodAxis(self) } }

  /// The rows by known time.
  var crossSections: TimeGroups { timeGroups.value { TimeGroups(self) } }

  /// Of times, symbols and what is known of them: rows of equal axes mean the same.
  public var contentHash: ContentHash {
    content.value { hasher in
      hasher.add(times)
      hasher.add(known)
      for segment in segments {
        hasher.add(segment.symbol)
        hasher.add(UInt64(segment.rows.upperBound))
      }
      hasher.add(UInt64(rowCount))
      hasher.add(UInt64(bitPattern: frequency))
      hasher.add(zone)
      hasher.add(isDaily ? 1 : 0)
      hasher.add(isAhead ? 1 : 0)
    }
  }
}
