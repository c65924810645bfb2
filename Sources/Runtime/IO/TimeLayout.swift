/// How a file writes its times.
enum TimeLayout: Sendable, Equatable {
  /// `2024-06-30`, `2024/06/30 14:31`, `2024-06-30T14:31:05.250+02:00`.
  case yearFirst
  /// `20240630`, `20240630 143105`, `20240630143105`.
  case compact
  /// `30/06/2024 14:31`, `30.6.24`.
  case dayFirst
  /// `06/30/2024 2:31 PM`.
  case monthFirst
  /// `30-Jun-2024`, `Jun 30, 2024`.
  case monthName
  /// A count since 1970-01-01 UTC; the unit in nanoseconds.
  case epoch(Int64)
  /// `%d.%m.%Y %H:%M`.
  case pattern([UInt8])

  /// Layouts that are tried in this order where the script names none.
  static let automatic: [TimeLayout] = [.yearFirst, .compact, .monthName]

  /// The layout of a `date=` option.
  ///
  /// - Throws: `Failure` when it is neither an order nor a pattern.
  static func named(_ text: String) throws -> [TimeLayout] {
    switch text {
    case "ymd": return [.yearFirst, .compact]
    case "dmy": return [.dayFirst, .monthName]
    case "mdy": return [.monthFirst, .monthName]
    default:
      guard text.contains("%Y") || text.contains("%y") || text.contains("%s") else {
        throw Failure(
          "date= takes ymd, dmy, mdy or a pattern, not '\(text)'", culprit: .parameter("date"),
          hint: "a pattern looks like \"%d.%m.%Y %H:%M\"")
      }
      return [.pattern(Array(text.utf8))]
    }
  }

  /// The unit of epoch counts of this many digits; nil where a count would lie outside 1973...2262.
  static func epochUnit(digits: Int) -> Int64? {
    switch digits {
    case 9, 10: Nanoseconds.second
    case 12, 13: Nanoseconds.millisecond
    case 15, 16: 1000
    case 18, 19: 1
    default: nil
    }
  }
}
