/// From a file's spelling of a column to the language's.
public enum ColumnNaming {
  /// Lower snake_case: `Adj Close` and `adjClose` give `adj_close`, `Vol.` gives `vol`.
  ///
  /// - Edge cases: a leading digit gets a `c` before it, a keyword a `_` after it, a name without
  ///   ASCII letters or digits is empty.
  public static func snakeCase(_ original: String) -> String {
    var result: [UInt8] = []
    var previous: UInt8 = 0
    for byte in withoutNumbering(original).utf8 {
      let isUpper = (65...90).contains(byte)
      let isPlain = isUpper || (97...122).contains(byte) || (48...57).contains(byte)
      let follows = (97...122).contains(previous)
      if !isPlain || (isUpper && follows), let last = result.last, last != 95 { result.append(95) }
      if isPlain { result.append(isUpper ? byte + 32 : byte) }
      previous = byte
    }
    while result.last == 95 { result.removeLast() }
    if let first = result.first, (48...57).contains(first) { result.insert(99, at: 0) }
    let name = String(decoding: result, as: UTF8.self)
    return keywords.contains(name) ? name + "_" : name
  }

  /// The usual spellings of prices and volume, where the plain name is not taken.
  static func canonical(_ names: [String]) -> [String] {
    let taken = Set(names)
    let isTerse = ["o", "h", "l", "c"].allSatisfy(taken.contains)
    var used = taken
    // A lone price is no close; beside open, high and low it is.
    let hasBars = ["open", "high", "low"].allSatisfy { name in
      taken.contains { $0 == name || spellings[$0] == name }
    }
    return names.map { name in
      if name == "price", hasBars, !used.contains("close") {
        used.insert("close")
        return "close"
      }
      guard let plain = spellings[name], isTerse || name.utf8.count > 1, !used.contains(plain)
      else { return name }
      used.insert(plain)
      return plain
    }
  }

  /// Repeated names get `_2`, `_3`; empty ones the place of the column.
  static func unique(_ names: [String]) -> [String] {
    var used = Set<String>()
    return names.enumerated().map { index, name in
      let stem = name.isEmpty ? "c\(index + 1)" : name
      var candidate = stem
      var number = 2
      while !used.insert(candidate).inserted {
        candidate = "\(stem)_\(number)"
        number += 1
      }
      return candidate
    }
  }

  static let times = [
    "datetime", "timestamp", "date_time", "open_time", "time", "date", "datetime_utc", "time_utc",
    "ts", "dt", "gmt_time", "local_time", "trade_date", "bar_time", "dtyyyymmdd", "caldt",
    "datadate", "observation_date", "time_period_start", "day", "period", "unix", "unix_time",
    "unixtime", "epoch", "t", "index", "unnamed_0", "",
  ]

  static let symbols = [
    "symbol", "ticker", "sym", "tic", "instrument", "ric", "isin", "permno", "asset", "coin",
    "pair", "security", "contract", "name",
  ]

  private static let spellings = [
    "o": "open", "open_price": "open", "px_open": "open", "opening_price": "open",
    "h": "high", "high_price": "high", "px_high": "high", "max_price": "high",
    "l": "low", "low_price": "low", "px_low": "low", "min_price": "low",
    "c": "close", "close_price": "close", "px_last": "close", "closing_price": "close",
    "last": "close", "close_last": "close", "last_price": "close",
    "v": "volume", "vol": "volume", "px_volume": "volume", "volumes": "volume",
    "adjclose": "adj_close", "adjusted_close": "adj_close", "close_adj": "adj_close",
    "adj_close_price": "adj_close",
  ]

  private static let keywords: Set<String> = [
    "if", "elif", "else", "end", "for", "in", "while", "break", "continue", "def", "return",
    "and", "or", "not", "true", "false", "none", "nan", "track",
  ]

  /// `1. open` is `open`.
  private static func withoutNumbering(_ text: String) -> Substring {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text.dropFirst(digits.count)
    return !digits.isEmpty && rest.hasPrefix(". ") ? rest.dropFirst(2) : text[...]
  }
}
