import Foundation
import Testing

@testable import Runtime

/// Files of other shapes than one long table.
@Suite struct DataReaderTests {
  /// Files in a folder of their own, removed with it.
  final class Folder {
    let path = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path

    init(_ files: KeyValuePairs<String, String>) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for (name, text) in files {
        try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
      }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }

  func read(
    _ text: String, name: String = "x.csv", _ change: (inout CSVOptions) -> Void = { _ in }
  ) throws -> LoadedData {
    var options = CSVOptions()
    change(&options)
    return try TemporaryFile(text, name: name).use {
      try DataReader.read($0, options: options)
    }
  }

  func labels(_ frame: Frame) -> [String] {
    frame.axis.times.map { DateFormat.label($0, on: frame.axis) }
  }

  @Test(arguments: [
    (
      "date,symbol,close\n2020-01-02,A,1\n2020-01-03,A,2\n",
      "comma, header, time 'date' (year-month-day, UTC, known after the day), symbol 'symbol'"
    ),
    (
      "20200102 093000;1;2;1;2;5\n20200102 093100;1;2;1;2;5\n",
      "semicolon, no header, time in column 1 (YYYYMMDD, UTC, start of a 1min bar)"
    ),
    (
      "Date;Price;Open;High;Low;Vol.\n13.01.2020;1,5;1,5;2,5;1,5;13,27M\n",
      "semicolon, header, decimal comma, time 'Date' (day/month/year, UTC, known after the day), "
        + "close 'Price', volume 'Vol.'"
    ),
    (
      "unix\tv\n1600000000000\t1\n1600000060000\t1\n",
      "tab, header, time 'unix' (epoch in ms, UTC, start of a 1min bar)"
    ),
  ])
  func decisionsAreSaid(_ text: String, _ line: String) throws {
    #expect(try read(text).decisions == line)
  }

  @Test func linesAboveTheTable() throws {
    let data = try read("https://example.org\nunix,date,close\n1,2020-01-02,5\n2,2020-01-03,6\n")
    #expect(data.frame.names == ["unix", "close"])
    #expect(data.frame.notes == ["1 line above the table were passed over"])
    #expect(labels(data.frame) == ["2020-01-02", "2020-01-03"])
  }

  @Test func investingStyle() throws {
    let frame = try read(
      "\"Date\",\"Price\",\"Open\",\"High\",\"Low\",\"Vol.\",\"Change %\"\n"
        + "\"12/31/2020\",\"1,234.5\",\"1\",\"2\",\"1\",\"13.27M\",\"-0.82%\"\n"
        + "\"12/30/2020\",\"1,230.5\",\"1\",\"2\",\"1\",\"0.5K\",\"1.00%\"\n"
    ).frame
    #expect(frame.names == ["close", "open", "high", "low", "volume", "change"])
    #expect(frame.fields.map { $0.column.values[1] } == [1234.5, 1, 2, 1, 13_270_000, -0.0082])
    #expect(labels(frame) == ["2020-12-30", "2020-12-31"])
  }

  @Test func clocksAnywhere() throws {
    let apart = try read("Time,Close,Date\n09:31,1,20200102\n09:32,2,20200102\n").frame
    #expect(labels(apart) == ["2020-01-02 09:31", "2020-01-02 09:32"])
    #expect(apart.names == ["close"])
    let digits = try read("<DATE>,<TIME>,<CLOSE>\n20200102,093000,1\n20200102,093100,2\n").frame
    #expect(labels(digits) == ["2020-01-02 09:30", "2020-01-02 09:31"])
    let named = try read("day,at,close\n2020-01-02,9:30,1\n") { $0.clock = "at" }.frame
    #expect(labels(named) == ["2020-01-02 09:30"])
    #expect(throws: Failure.self) { try read("day,at\n2020-01-02,9:30\n") { $0.clock = "it" } }
  }

  @Test func wideTables() throws {
    let text = ",.SPX,BTC/USD\n2020-01-02,1,10\n2020-01-03,2,\n2020-01-06,3,30\n"
    let data = try read(text) { $0.wide = ["close"] }
    #expect(data.frame.axis.symbols == [".SPX", "BTC/USD"])
    #expect(data.frame.names == ["close"])
    #expect(data.frame.fields[0].column.values == [1, 2, 3, 10, 30])
    #expect(data.frame.notes == ["1 empty cell of the wide table became no rows"])
    #expect(data.frame.axis.known[4] - data.frame.axis.times[4] == Nanoseconds.day)
    let pairs = "time,A_pred,A_true,B_pred,B_true\n2020-01-02,1,2,3,4\n2020-01-03,5,6,7,8\n"
    let two = try read(pairs) { $0.wide = ["pred", "true"] }.frame
    #expect(two.axis.symbols == ["A", "B"])
    #expect(two.names == ["pred", "true_"])
    #expect(two.fields.map(\.column.values) == [[1, 5, 3, 7], [2, 6, 4, 8]])
    let stray = #expect(throws: Failure.self) { try read(pairs) { $0.wide = ["pred", "x"] } }
    #expect(stray?.message.contains("column 'A_true'") == true)
    let long = "date,symbol,close\n2020-01-02,A,1\n"
    #expect(throws: Failure.self) { try read(long) { $0.wide = ["close"] } }
  }

  @Test func severalFilesAreSymbols() throws {
    let folder = try Folder([
      "BTC-1d.csv": "date,close\n2020-01-02,1\n2020-01-03,2\n",
      "ETH-1d.csv": "date,close,volume\n2020-01-02,3,9\n",
    ])
    let data = try DataReader.read(folder.path + "/*-1d.csv")
    #expect(data.frame.axis.symbols == ["BTC", "ETH"])
    #expect(data.frame.fields[0].column.values == [1, 2, 3])
    #expect(data.frame.fields[1].column.values[2] == 9)
    #expect(data.frame.fields[1].column.values[0].isNaN)
    #expect(data.decisions.hasPrefix("2 files: comma, header, time 'date'"))
    #expect(data.decisions.hasSuffix("symbol = file name"))
    #expect(data.frame.notes[0].hasPrefix("column 'volume' is missing in 1 file, first in"))
    let none = #expect(throws: Failure.self) { try DataReader.read(folder.path + "/*.txt") }
    #expect(none?.message.hasPrefix("no file matches") == true)
  }

  @Test func severalFilesAreOneHistory() throws {
    let folder = try Folder([
      "b.csv": "date,close,tag\n2020-02-02,3,x\n2020-02-03,4,y\n",
      "a.csv": "date,close,tag\n2020-01-02,1,y\n2020-01-03,2,\n",
    ])
    let frame = try DataReader.read(folder.path + "/?.csv").frame
    #expect(!frame.axis.isPanel)
    #expect(frame.fields[0].column.values == [1, 2, 3, 4])
    guard case .category(let codes, let labels) = frame.fields[1].column else {
      Issue.record("tag is no category")
      return
    }
    #expect(codes.map { $0 < 0 ? "" : labels[Int($0)] } == ["y", "", "x", "y"])
    var options = CSVOptions()
    options.symbolIsFile = true
    let panel = try DataReader.read(folder.path + "/?.csv", options: options).frame
    #expect(panel.axis.symbols == ["a", "b"])
  }

  @Test func severalPanelsAreOne() throws {
    let folder = try Folder([
      "2.csv": "date,symbol,close\n2020-02-02,A,3\n2020-02-02,B,4\n",
      "1.csv": "date,symbol,close\n2020-01-02,A,1\n2020-01-02,B,2\n",
    ])
    let frame = try DataReader.read(folder.path + "/*.csv").frame
    #expect(frame.axis.symbols == ["A", "B"])
    #expect(frame.fields[0].column.values == [1, 3, 2, 4])
    let mixed = try Folder([
      "1.csv": "date,close\n2020-01-02,1\n", "2.csv": "date,close\n2020-01-02 10:00,1\n",
    ])
    let failure = #expect(throws: Failure.self) { try DataReader.read(mixed.path + "/*.csv") }
    #expect(failure?.message.contains("one has days, the other times") == true)
  }

  @Test(arguments: [
    """
    [{"t": "2020-01-02T09:30:00Z", "o": 1, "h": 2, "l": 0.5, "c": 1.5, "v": 10},
     {"t": "2020-01-02T09:31:00Z", "o": 1, "h": 2, "l": 0.5, "c": null, "v": 20, "n": 3}]
    """,
    """
    {"symbol": "A", "next": null, "results": [
      {"t": 1577957400000, "o": "1", "h": 2, "l": 0.5, "c": 1.5, "v": 10},
      {"t": 1577957460000, "o": "1", "h": 2, "l": 0.5, "c": "NaN", "v": 20}]}
    """,
    """
    {"t": [1577957400, 1577957460], "o": [1, 1], "h": [2, 2], "l": [0.5, 0.5],
     "c": [1.5, null], "v": [10, 20], "s": "ok"}
    """,
    """
    {"t": "2020-01-02 09:30", "o": 1, "h": 2, "l": 0.5, "c": 1.5, "v": 10}
    {"t": "2020-01-02 09:31", "o": 1, "h": 2, "l": 0.5, "c": "", "v": 20}

    """,
  ])
  func jsonObjects(_ text: String) throws {
    let data = try read(text, name: "bars.json")
    #expect(data.frame.names.prefix(5) == ["open", "high", "low", "close", "volume"])
    #expect(labels(data.frame) == ["2020-01-02 09:30", "2020-01-02 09:31"])
    #expect(data.frame.fields[3].column.values[0] == 1.5)
    #expect(data.frame.fields[3].column.values[1].isNaN)
    #expect(data.frame.fields[4].column.values == [10, 20])
    #expect(data.decisions.hasPrefix("JSON objects, time 't'"))
  }

  @Test func jsonLists() throws {
    let text = (0..<3).map {
      "[\(1_499_040_000_000 + $0 * 60_000),\"1.5\",\"2.0\",\"1.0\",\"1.5\",\"148976.11\","
        + "\(1_499_040_059_999 + $0 * 60_000),\"1\",308,\"2\",\"3\",\"0\"]"
    }
    let data = try read("[" + text.joined(separator: ",") + "]", name: "klines.json")
    #expect(data.frame.names.prefix(5) == ["open", "high", "low", "close", "volume"])
    #expect(data.frame.fields[4].column.values[0] == 148976.11)
    #expect(labels(data.frame)[0] == "2017-07-03 00:00")
    #expect(labels(data.frame)[1] == "2017-07-03 00:01")
    #expect(data.decisions.hasPrefix("JSON lists, time in column 1 (epoch in ms"))
  }

  @Test func jsonFailures() {
    func message(_ text: String) -> String {
      let failure = #expect(throws: Failure.self) { try read(text, name: "x.json") }
      return failure?.message ?? ""
    }
    #expect(message("[{\"t\": 1}").contains("not JSON"))
    #expect(message("{\"a\": 1}").contains("holds no list of bars"))
    #expect(message("[{\"t\": \"2020-01-02\", \"c\": [1]}]").contains("is a list or object"))
    let bad =
      "[{\"t\":\"2020-01-02\",\"c\":1},{\"t\":\"2020-01-03\",\"c\":2},"
      + "{\"t\":\"2020-01-04\",\"c\":\"x\"}]"
    #expect(message(bad) == "'x' in column 'c', bar 3, is not a number")
  }
}
