import Testing

@testable import Runtime

@Suite struct CSVReaderTests {
  func read(_ text: String, _ change: (inout CSVOptions) -> Void = { _ in }) throws -> Frame {
    var options = CSVOptions()
    change(&options)
    return try TemporaryFile(text).use { try CSVReader.read(path: $0, options: options) }
  }

  func labels(_ frame: Frame) -> [String] {
    frame.axis.times.map { DateFormat.label($0, on: frame.axis) }
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func delimiters(_ delimiter: String) throws {
    let text = "date,close,volume\n2020-01-02,1.5,10\n2020-01-03,2.5,20\n"
    let frame = try read(text.replacing(",", with: delimiter))
    #expect(frame.names == ["close", "volume"])
    #expect(frame.fields.map(\.column.values) == [[1.5, 2.5], [10, 20]])
    #expect(labels(frame) == ["2020-01-02", "2020-01-03"])
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func lineEnds(_ end: String) throws {
    let frame = try read("\u{feff}date,close\(end)2020-01-02,1\(end)\(end)2020-01-03,2")
    #expect(frame.fields[0].column.values == [1, 2])
    #expect(frame.fields[0].original == "close")
  }

  @Test func quotes() throws {
    let frame = try read(
      "date,\"Adj Close\",note\n2020-01-02,\"1,234.5\",\"a, \"\"b\"\"\nc\"\n2020-01-03, 2 ,plain\n")
    #expect(frame.names == ["adj_close", "note"])
    #expect(frame.fields[0].column.values == [1234.5, 2])
    guard case .category(let codes, let labels) = frame.fields[1].column else {
      Issue.record("note is no category")
      return
    }
    #expect(codes.map { labels[Int($0)] } == ["a, \"b\"\nc", "plain"])
  }

  @Test(arguments: ["", "NA", "NaN", "null", "-", ".", "#N/A", "n/a", "None", "nan"])
  func missingMarkers(_ marker: String) throws {
    let frame = try read("date,close\n2020-01-02,1\n2020-01-03,\(marker)\n2020-01-06,3\n")
    #expect(frame.fields[0].column.values[1].isNaN)
    #expect(frame.fields[0].column.values[2] == 3)
  }

  @Test func numbersAreCorrectlyRounded() throws {
    let cells = [
      "0.1", "1e-3", "-2.5E+10", "9007199254740993", "123456789012345678901234567890", "1e400",
      "2.2250738585072011e-308", "+5", "7.", ".5", "0.30000000000000004", "179769313486231570000",
      "8.41e-21", "5%", "1.5M", "1,234,567", "inf",
    ]
    let values: [Double] = [
      0.1, 1e-3, -2.5e10, 9_007_199_254_740_992, 1.2345678901234568e29, .infinity,
      Double("2.2250738585072011e-308") ?? 0, 5, 7, 0.5, 0.30000000000000004,
      179_769_313_486_231_568_384,
      8.41e-21, 0.05, 1_500_000, 1_234_567, .infinity,
    ]
    let parser = DecimalParser(mark: 46)
    for (cell, value) in zip(cells, values) { #expect(parser.parse(cell) == value, "\(cell)") }
    #expect(DecimalParser(mark: 44).parse("1.234,5") == 1234.5)
  }

  @Test(arguments: [
    "abc", "1e", "1.2.3", "--1", "1,23", "12,3456", "0x10", "1 2", "e5", "+", ".", "1-", "K", "%",
    "nan5",
  ])
  func noNumbers(_ cell: String) {
    #expect(DecimalParser(mark: 46).parse(cell) == nil)
  }

  @Test func everyShortDecimalAgreesWithTheCompiler() {
    var state: UInt64 = 7
    let parser = DecimalParser(mark: 46)
    for _ in 0..<20_000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let digits = String(state >> (state & 31))
      let place = Int(state >> 59) % (digits.count + 1)
      let text = digits.prefix(place) + "." + digits.dropFirst(place)
      #expect(parser.parse(String(text)) == Double(text.hasPrefix(".") ? "0" + text : text + "0"))
    }
  }

  @Test(arguments: [
    ("2020-01-02 09:30", "2020-01-02 09:30"), ("2020-01-02T09:30:15", "2020-01-02 09:30:15"),
    ("2020-01-02 09:30:00+00:00", "2020-01-02 09:30"),
    ("2020-01-02T09:30:00-05:00", "2020-01-02 14:30"), ("2020-01-02T09:30Z", "2020-01-02 09:30"),
    ("2020/01/02 09:30", "2020-01-02 09:30"), ("20200102 093000", "2020-01-02 09:30"),
    ("20200102 0930", "2020-01-02 09:30"), ("20200102093015", "2020-01-02 09:30:15"),
    ("2020-01-02 09:30:00.250", "2020-01-02 09:30:00.250"), ("1577957400", "2020-01-02 09:30"),
    ("1577957400000", "2020-01-02 09:30"), ("02-Jan-2020 09:30", "2020-01-02 09:30"),
    ("2020.01.02 9:30", "2020-01-02 09:30"), ("2020-01-02 9:30 PM", "2020-01-02 21:30"),
    ("2020-01-02", "2020-01-02"), ("20200102", "2020-01-02"), ("2020-01-02 00:00:00", "2020-01-02"),
    ("2020-01-02 00:00:00-05:00", "2020-01-02"), ("25/12/2020", "2020-12-25"),
    ("12/25/2020", "2020-12-25"), ("25.12.20 10:00", "2020-12-25 10:00"),
  ])
  func timeLayouts(_ cell: String, _ label: String) throws {
    #expect(try labels(read("time,close\n\(cell),1\n")) == [label])
  }

  /// Commas between cells and in quoted numbers.
  @Test func decimalCommasInQuotes() throws {
    let german = try read(
      "Datum,Kurs,Menge\n31.12.2023,\"1.234,56\",100\n02.01.2024,\"1250,5\",120\n")
    #expect(german.fields.map(\.column.values) == [[1234.56, 1250.5], [100, 120]])
    let english = try read("Date,Price\n2024-01-02,\"1,234.50\"\n2024-01-03,\"1,240.00\"\n")
    #expect(english.fields[0].column.values == [1234.5, 1240])
    let unclear = "Date,Price\n2024-01-02,\"1,234\"\n2024-01-03,\"1,240\"\n"
    #expect(try read(unclear).fields[0].column.values == [1234, 1240])
    #expect(try read(unclear) { $0.decimal = 44 }.fields[0].column.values == [1.234, 1.24])
    let both = try read(unclear) { ($0.decimal, $0.delimiter) = (44, 44) }
    #expect(both.fields[0].column.values == [1.234, 1.24])
    #expect(throws: Failure.self) {
      try read("Date,A,B\n2024-01-02,1,2,3\n2024-01-03,1,2,3\n") { $0.decimal = 44 }
    }
  }

  @Test func dateAndTimeColumns() throws {
    let frame = try read("<DATE>,<TIME>,<CLOSE>,<VOL>\n20200102,09:30:00,1.5,7\n")
    #expect(labels(frame) == ["2020-01-02 09:30"])
    #expect(frame.names == ["close", "volume"])
  }

  @Test func ambiguousDatesNeedTheirOrder() throws {
    let text = "date,close\n03/04/2020,1\n04/04/2020,2\n"
    let failure = #expect(throws: Failure.self) { try read(text) }
    #expect(failure?.message.contains("'03/04/2020' in column 'date'") == true)
    #expect(failure?.hint == "say date=dmy or date=mdy")
    #expect(try labels(read(text) { $0.date = "dmy" })[0] == "2020-04-03")
    #expect(try labels(read(text) { $0.date = "mdy" })[0] == "2020-03-04")
    #expect(try labels(read(text) { $0.date = "%m/%d/%Y" })[0] == "2020-03-04")
    let clear = try read("date,close\n03/04/2020,1\n13/04/2020,2\n")
    #expect(labels(clear) == ["2020-04-03", "2020-04-13"])
    #expect(clear.notes == ["the dates were read as day/month/year"])
  }

  @Test func localTimesBecomeUTC() throws {
    let frame = try read("time,close\n2022-11-04 09:30,1\n2022-11-07 09:30,2\n") {
      $0.zone = "America/New_York"
    }
    #expect(
      frame.axis.times.map { DateFormat.dateTime($0) } == [
        "2022-11-04 13:30", "2022-11-07 14:30",
      ])
    #expect(frame.axis.calendar(.hour) == [9, 9])
    #expect(frame.axis.zone == "America/New_York")
  }

  @Test func panelsAreSortedWhateverTheOrder() throws {
    let frame = try read(
      "Date,Name,Close\n2020-01-03,B,4\n2020-01-02,A,1\n2020-01-02,B,3\n2020-01-03,A,2\n")
    #expect(frame.axis.symbols == ["A", "B"])
    #expect(frame.fields[0].column.values == [1, 2, 3, 4])
    #expect(frame.axis.segments.map(\.rows) == [0..<2, 2..<4])
    #expect(frame.notes == ["1 row was not in time order and sorted"])
    let other = try read("when,who,close\n2020-01-02,x,1\n2020-01-02,y,2\n") {
      $0.by = "who"
      $0.time = "when"
    }
    #expect(other.axis.symbols == ["x", "y"])
  }

  @Test func duplicateKeysAreCounted() throws {
    let frame = try read("date,symbol,close\n2020-01-02,A,1\n2020-01-02,A,2\n2020-01-02,B,3\n")
    #expect(frame.rowCount == 3)
    #expect(
      frame.notes == [
        "1 row repeats a key (time and symbol) of earlier ones, first A 2020-01-02 00:00"
      ])
  }

  @Test func noHeader() throws {
    let frame = try read("20200102 093000;1;3;0,5;2;10\n20200102 093100;2;3;1,5;2;20\n")
    #expect(frame.names == ["open", "high", "low", "close", "volume"])
    #expect(frame.fields[2].column.values == [0.5, 1.5])
    #expect(frame.notes.count == 2)
    let named = try read("1,2\n3,4\n") { $0.header = .names(["a", "b"]) }
    #expect(named.names == ["a", "b"])
    #expect(named.rowCount == 2)
    let over = try read("x,y\n3,4\n") { $0.header = .names(["a", "b"]) }
    #expect(over.names == ["a", "b"])
    #expect(over.rowCount == 1)
    #expect(try read("1,2\n3,4\n") { $0.header = .none }.names == ["c1", "c2"])
  }

  @Test func namesAreNormalised() throws {
    let frame = try read(
      "Open Time,o,h,l,c,Vol.,.SPX,end,3m,adjClose,é,x,X\n2020-01-02,1,1,1,1,1,1,1,1,1,1,1,1\n")
    #expect(
      frame.names == [
        "open", "high", "low", "close", "volume", "spx", "end_", "c3m", "adj_close", "c11", "x",
        "x_2",
      ])
    #expect(frame.fields[4].original == "Vol.")
  }

  @Test func filters() throws {
    let text = """
      date,symbol,close,volume
      2020-01-02,A,1,10
      2020-01-03,A,2,20
      2020-01-06,A,3,30
      2020-01-03,B,4,40

      """
    func point(_ day: Int) -> TimePoint {
      TimePoint(wall: (CivilDate(year: 2020, month: 1, day: day)?.startOfDay) ?? 0, isDay: true)
    }
    let some = try read(text) {
      $0.symbols = ["A"]
      $0.range = TimeRange(lower: point(3), upper: point(6))
      $0.columns = ["close"]
    }
    #expect(some.names == ["close"])
    #expect(some.fields[0].column.values == [2, 3])
    #expect(try read(text) { $0.rows = 2 }.rowCount == 2)
    #expect(throws: Failure.self) { try read(text) { $0.symbols = ["C"] } }
    #expect(throws: Failure.self) { try read(text) { $0.columns = ["clsoe"] } }
    #expect(throws: Failure.self) { try read(text) { $0.range = TimeRange(lower: point(7)) } }
  }

  @Test func knownTimes() throws {
    let minutes = "time,close\n2020-01-02 09:30,1\n2020-01-02 09:31,2\n"
    let start = try read(minutes).axis
    #expect(start.frequency == Nanoseconds.minute)
    #expect(start.known[0] - start.times[0] == Nanoseconds.minute)
    let end = try read(minutes) { $0.stamp = .end }.axis
    #expect(end.known == end.times)
    let days = "date,close\n2020-01-02,1\n2020-01-03,2\n"
    let daily = try read(days).axis
    #expect(daily.isDaily)
    #expect(daily.known[0] - daily.times[0] == Nanoseconds.day)
    let closing = try read(days) {
      $0.zone = "America/New_York"
      $0.session = (9 * Nanoseconds.hour, 16 * Nanoseconds.hour)
    }.axis
    #expect(DateFormat.dateTime(closing.known[0]) == "2020-01-02 21:00")
    #expect(DateFormat.label(closing.times[0], on: closing) == "2020-01-02")
    #expect(
      try read(minutes) { $0.frequency = Nanoseconds.hour }.axis.known[0]
        - start.times[0] == Nanoseconds.hour)
  }

  @Test func kindsOfColumns() throws {
    let frame = try read(
      "date,flag,sector,late,empty,when\n2020-01-02,True,bank,,,9:30\n"
        + "2020-01-03,False,tech,word,,9:31\n2020-01-06,,bank,,,9:32\n")
    #expect(frame.fields[0].column.values[0...1] == [1, 0])
    #expect(frame.fields[0].column.values[2].isNaN)
    guard case .category(let codes, let labels) = frame.fields[1].column,
      case .category(let late, _) = frame.fields[2].column
    else {
      Issue.record("no categories")
      return
    }
    #expect(labels == ["bank", "tech"])
    #expect(codes == [0, 1, 0])
    #expect(late == [-1, 0, -1])
    #expect(frame.fields[3].column.values.count { $0.isNaN } == 3)
  }

  @Test func tablesWithoutTime() throws {
    let frame = try read("symbol,sector,cap\nB,tech,2\nA,bank,1\n")
    #expect(!frame.axis.hasTime)
    #expect(frame.axis.symbols == ["A", "B"])
    #expect(frame.fields[1].column.values == [1, 2])
    #expect(try Gaps(frame).findings.isEmpty)
    #expect(try Describe(frame).entries[1].first == nil)
  }

  @Test func badCellsOnDemand() throws {
    let text =
      "date,close\n2020-01-02,1\n2020-01-03,x\n2020-01-06,3,4\n2020-01-07,5\n2020-01-08,6\n"
    let skipped = try read(text) { $0.bad = .skip }
    #expect(skipped.fields[0].column.values == [1, 5, 6])
    #expect(skipped.notes == ["2 bad rows were left out, the first on line 3"])
    let blanked = try read(text) { $0.bad = .nan }
    #expect(blanked.rowCount == 4)
    #expect(blanked.fields[0].column.values[1].isNaN)
    #expect(
      blanked.notes == [
        "1 bad row was left out, the first on line 4",
        "1 bad cell was read as missing, the first on line 3",
      ])
  }
}
