/// How a delimited text file is read; what is left nil is found out from the file.
public struct CSVOptions: Sendable {
  public enum Header: Sendable, Equatable {
    /// The first line is a header when its cells are no numbers or times.
    case auto
    case none
    /// Names in file order; a header line in the file is then passed over.
    case names([String])
  }

  /// What happens to a cell or row that cannot be read.
  public enum BadCell: String, Sendable, CaseIterable {
    /// The load fails and names the place.
    case error
    /// The row is left out and counted.
    case skip
    /// The cell becomes missing and is counted; a row of the wrong length is left out.
    case nan
  }

  /// Whether the time of a row is the start or the end of its bar.
  public enum Stamp: String, Sendable, CaseIterable { case start, end }

  /// The symbol column.
  public var by: String?
  /// The time column.
  public var time: String?
  /// The column with the time of day, beside one with the date.
  public var clock: String?
  /// IANA zone of times written without an offset, and of calendar functions; UTC when nil.
  public var zone: String?
  /// `ymd`, `dmy`, `mdy` or a pattern such as `%d.%m.%Y %H:%M`.
  public var date: String?
  public var header: Header = .auto
  public var delimiter: UInt8?
  /// The decimal mark: `.` or `,`.
  public var decimal: UInt8?
  /// A column per symbol: the names of what the columns hold.
  public var wide: [String]?
  /// Whether each file is a symbol named after it.
  public var symbolIsFile = false
  /// Keeps these symbols only.
  public var symbols: [String]?
  public var range = TimeRange()
  /// Keeps these columns only, by name or by the file's spelling.
  public var columns: [String]?
  /// Reads this many rows at most.
  public var rows: Int?
  public var bad: BadCell = .error
  /// Distance of two rows in nanoseconds.
  public var frequency: Int64?
  public var stamp: Stamp?
  /// Opening and closing time of day in nanoseconds, in `zone`: a bare date is known at the close.
  public var session: (open: Int64, close: Int64)?

  public init() {}
}

extension CSVOptions {
  /// - Throws: `Failure` naming the option that makes no sense.
  func check() throws {
    if let frequency, frequency <= 0 {
      throw Failure("freq= takes a positive duration such as 1h", culprit: .parameter("freq"))
    }
    if let rows, rows < 1 {
      throw Failure("rows= takes a count of at least 1", culprit: .parameter("rows"))
    }
    if let delimiter, delimiter == 10 || delimiter == 13 || delimiter == 34 {
      throw Failure(
        "delim= takes one character such as \";\" or \"\\t\"", culprit: .parameter("delim"))
    }
    if let decimal, decimal != 44, decimal != 46 {
      throw Failure("decimal= takes \".\" or \",\"", culprit: .parameter("decimal"))
    }
    if let decimal, decimal == delimiter, decimal != 44 {
      throw Failure("delim= and decimal= are the same", culprit: .parameter("decimal"))
    }
    if wide?.isEmpty == true {
      throw Failure("wide= names no column", culprit: .parameter("wide"))
    }
    if symbols?.isEmpty == true {
      throw Failure("symbols= names no symbol", culprit: .parameter("symbols"))
    }
  }
}
