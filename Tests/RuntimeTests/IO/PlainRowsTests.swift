import CKernels
import Testing

@testable import Runtime

/// The short way through plain rows agrees with the parsers of single cells.
@Suite struct PlainRowsTests {
  /// Texts as long as they get in files, with signs, marks and now and then another byte.
  static func texts(_ count: Int, letters: String) -> [String] {
    var state: UInt64 = 11
    return (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String(state >> (state & 63))
      let place = Int(state >> 57) % (digits.count + 2)
      var text = (state & 64 == 0 ? "-" : "") + digits.prefix(place)
      text += (state & 128 == 0 ? "." : "") + digits.dropFirst(place)
      if state >> 20 & 7 == 0 {
        let other = Array(letters)[Int(state >> 32) % letters.count]
        let at = text.index(text.startIndex, offsetBy: Int(state >> 40) % (text.count + 1))
        text.insert(other, at: at)
      }
      return text
    }
  }

  static let levels = (0..<Int(fml_level_count()))

  /// What the kernel reads of one column of texts, nil for a cell that is not plain.
  static func numbers(_ texts: [String], mark: UInt8, level: Int) -> [Double?] {
    guard let table = fml_level_table(Int32(level), 1)?.pointee else { return [] }
    var bytes = texts.flatMap { Array("\($0);".utf8) + [UInt8(ascii: "x"), 13, 10] }
    bytes += [UInt8](repeating: 0, count: SourceFile.slack)
    let end = bytes.count - SourceFile.slack
    var places = [Int32](repeating: -1, count: 2 * texts.count + 200)
    var found = [Double?](repeating: nil, count: texts.count)
    var values = [Double](repeating: 0, count: texts.count)
    var cells = fml_cells()
    bytes.withUnsafeBufferPointer { text in
      places.withUnsafeMutableBufferPointer { places in
        guard let base = places.baseAddress else { return }
        cells.text = text.baseAddress
        cells.places = base + 1
        (cells.room, cells.width, cells.delimiter) = (Int64(places.count - 80), 2, 59)
        table.find_cells?(&cells, Int64(end), Int64(end), .max)
        #expect(cells.rows == texts.count && cells.tail == 1)
        var row = 0
        while row < texts.count {
          cells.places = base + 1 + 2 * row
          let rows = Int64(texts.count - row)
          let read = Int(table.cell_numbers?(&cells, 0, mark, rows, &values) ?? 0)
          for index in 0..<read { found[row + index] = values[index] }
          row += read + 1
        }
      }
    }
    return found
  }

  @Test(arguments: levels)
  func numbersAgreeWithTheParser(_ level: Int) {
    for (mark, letters) in [(UInt8(46), ".,+-e x\"%"), (44, ",.")] {
      let texts = Self.texts(40_000, letters: letters).map {
        mark == 44 ? $0.replacing(".", with: ",") : $0
      }
      let parser = DecimalParser(mark: mark)
      var taken = 0
      for (text, value) in zip(texts, Self.numbers(texts, mark: mark, level: level)) {
        guard let value else { continue }
        taken += 1
        if text.isEmpty {
          #expect(value.isNaN)
        } else {
          #expect(parser.parse(text)?.bitPattern == value.bitPattern, "\(text)")
        }
      }
      #expect(taken > 20_000)
    }
  }

  @Test(arguments: levels)
  func shortNumbersAreTaken(_ level: Int) {
    let texts = [
      "1", "-1", "0.5", ".5", "5.", "-.5", "12345678", "1234567.", "-1234567", "1234.567", "",
      "1234567890123456", "0.123456789012345", "-0.00", "99999999", "9007199254740992",
    ]
    let parser = DecimalParser(mark: 46)
    for size in [1, 7, 8, 9, 16] {
      for text in texts {
        let column = [String](repeating: "2.25", count: size - 1) + [text]
        let read = Self.numbers(column, mark: 46, level: level)
        #expect(read.dropLast().allSatisfy { $0 == 2.25 })
        let expected = text.isEmpty ? Double.nan : parser.parse(text) ?? 0
        #expect(read.last??.bitPattern == expected.bitPattern, "\(text)")
      }
    }
  }

  @Test(arguments: levels)
  func otherCellsAreLeft(_ level: Int) {
    let texts = [
      "-", ".", "-.", "+1", "1e5", "1.2.3", "1-", "--1", "NA", "1 ", " 1", "\"1\"", "1,000",
      "13.27M", "9007199254740993", "1234567890123456789", "1/2",
    ]
    for text in texts {
      for column in [[text], [String](repeating: "7", count: 5) + [text, "1", "2", "3"]] {
        let read = Self.numbers(column, mark: 46, level: level)
        #expect(read == column.map { $0 == text ? nil : Double($0) }, "\(text)")
      }
    }
  }

  /// What the kernel reads of times.
  static func times(_ texts: [String], level: Int) -> [Int64?] {
    guard let table = fml_level_table(Int32(level), 1)?.pointee else { return [] }
    var text = texts.flatMap { Array("\($0)\n".utf8) }
    let end = text.count
    text += [UInt8](repeating: 0, count: SourceFile.slack)
    var places = [Int32](repeating: -1, count: texts.count + 200)
    var found = [Int64?](repeating: nil, count: texts.count)
    var (values, date) = ([Int64](repeating: 0, count: texts.count), fml_first_date())
    text.withUnsafeBufferPointer { text in
      places.withUnsafeMutableBufferPointer { places in
        guard let base = places.baseAddress else { return }
        var cells = fml_cells()
        (cells.text, cells.places) = (text.baseAddress, base + 1)
        (cells.room, cells.width, cells.delimiter) = (Int64(places.count - 80), 1, 44)
        table.find_cells?(&cells, Int64(end), Int64(end), .max)
        #expect(cells.rows == texts.count)
        var row = 0
        while row < texts.count {
          let stopped = Int(
            table.cell_times?(&cells, 0, Int64(row), Int64(texts.count), &date, &values) ?? 0)
          for index in row..<stopped { found[index] = values[index] }
          row = stopped + 1
        }
      }
    }
    return found
  }

  @Test(arguments: levels)
  func timesAgreeWithTheParser(_ level: Int) {
    let plain = [
      "2024-06-30", "2024-06-30 14:31", "2024-06-30 14:31:05", "2024-06-30T00:00:00",
      "2024/02/29 23:59:59", "1999.12.31 00:01", "1970-01-01", "2000-02-29", "1701-03-01",
    ]
    let others = [
      "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10", "2024-06-31", "2024-06-30 24:00",
      "2024-06-30 14:61", "2024-06-30 14:31:60", "2024-06-30 1431", "2024-06-30x14:31",
      "2024-06-30 14:31Z", "2024-06-30 14:31:05.5", "30.06.2024", "20240630", "2024-6-30",
      "2024-06/30", "2024-06-30 14:3a", String(repeating: "\0", count: 10),
      String(repeating: "\u{ff}", count: 5), "2024-06-30 14.31.05", "0024-06-30",
    ]
    var parser = TimeParser(.yearFirst)
    let texts = plain + others + plain
    for (text, value) in zip(texts, Self.times(texts, level: level)) {
      #expect(value == (plain.contains(text) ? parser.parse(text)?.wall : nil), "\(text)")
      #expect(!plain.contains(text) || value != nil)
    }
  }

  @Test(arguments: levels)
  func everyDayOfTheCalendar(_ level: Int) {
    let days = (-90_000...100_000).filter { $0 % 7 == 0 || abs($0) < 2_000 }
    let texts = days.map { DateFormat.date(Int64($0) * Nanoseconds.day) }
    #expect(Self.times(texts, level: level) == days.map { Int64($0) * Nanoseconds.day })
  }

  /// Rows end where the tokenizer says, whatever ends a line.
  @Test(arguments: levels)
  func rowsStopAtWhatIsNotPlain(_ level: Int) {
    guard let table = fml_level_table(Int32(level), 1)?.pointee else { return }
    let long = String(repeating: "x", count: 70)
    let cases: [(String, Int64)] = [
      ("a,b\nc,d\n", 2), ("a,b\r\nc,d\r\n", 2), ("a,b\r\nc,d\n", 1), ("a,b\nc,d\r\n", 1),
      ("a,b\n\nc,d\n", 1), ("a,b\nc\nd,e\n", 1), ("a,b\nc,d,e\n", 1), ("a,b\nc,d", 1),
      ("a,b\rc,d\n", 0), ("\na,b\n", 0), ("\(long),\(long)\nc,d\n", 2),
      ("\(long),\(long)\r\nc\r,d\r\n", 1), ("\(long.dropLast(9)),b\r\nc,d\r\n", 2),
    ]
    for (text, rows) in cases {
      let bytes = Array(text.utf8) + [UInt8](repeating: 10, count: SourceFile.slack)
      var places = [Int32](repeating: -1, count: 300)
      bytes.withUnsafeBufferPointer { bytes in
        places.withUnsafeMutableBufferPointer { places in
          guard let base = places.baseAddress else { return }
          var cells = fml_cells()
          (cells.text, cells.places) = (bytes.baseAddress, base + 1)
          (cells.room, cells.width, cells.delimiter) = (200, 2, 44)
          table.find_cells?(&cells, Int64(text.utf8.count), .max, .max)
          #expect(cells.rows == rows, "\(text)")
          table.find_cells?(&cells, Int64(text.utf8.count), 1, .max)
          #expect(cells.rows == min(rows, 1), "\(text)")
        }
      }
    }
  }
}
