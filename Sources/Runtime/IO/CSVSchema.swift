/// What the reader decided about a file before it reads the rows.
struct CSVSchema {
  enum Role: Sendable, Equatable {
    case time
    /// A time of day beside a date column.
    case clock
    case symbol
    case number
    case boolean
    case category
    /// Decided by the first cell that is not missing.
    case undecided
    /// Not asked for.
    case unused

    /// What becomes a column of the frame.
    static let values: [Role] = [.number, .boolean, .category, .undecided]
  }

  struct Column: Sendable {
    var name: String
    var original: String
    var role: Role
  }

  var columns: [Column]
  var layout: TimeLayout?
  /// Where the first data row begins.
  var start: (position: Int, line: Int)
  /// Whether names were found in the file or given.
  var hasHeader: Bool
  var notes: [String] = []

  func index(of role: Role) -> Int? { columns.firstIndex { $0.role == role } }
}
