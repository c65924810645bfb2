import Foundation
import Testing

@testable import Runtime

@Suite struct CSVErrorTests {
  func failure(
    _ text: String, _ change: (inout CSVOptions) -> Void = { _ in }
  ) -> (message: String, place: String, hint: String) {
    let file = TemporaryFile(text)
    var options = CSVOptions()
    change(&options)
    do {
      _ = try CSVReader.read(path: file.path, options: options)
      return ("no failure", "", "")
    } catch let failure as Failure {
      let message = failure.message.replacing(file.path, with: "F")
      var place = ""
      switch failure.culprit {
      case .file(let path, let line, let column):
        place = "\(path == file.path ? "F" : path):\(line):\(column)"
      case .parameter(let name): place = name
      default: break
      }
      return (message, place, failure.hint ?? "")
    } catch {
      return ("\(error)", "", "")
    }
  }

  @Test func badCell() {
    let found = failure("date,open,close\n2020-01-02,1,2\n2020-01-03,1,2\n2020-01-06,1,2x\n")
    #expect(found.message == "'2x' in column 'close', line 4, is not a number")
    #expect(found.place == "F:4:3")
  }

  @Test func badCellAfterQuotedLines() {
    let found = failure(
      "date,note,close\n2020-01-02,\"a\nb\",2\n2020-01-03,c,oops\n2020-01-06,c,2\n2020-01-06,c,2\n")
    #expect(found.place == "F:4:3")
  }

  @Test func badTime() {
    let found = failure("date,close\n2020-01-02,1\n2020-02-30,2\n2020-01-06,3\n")
    #expect(found.message.hasPrefix("'2020-02-30' in column 'date', line 3, is not a date"))
    #expect(found.place == "F:3:1")
    #expect(failure("date,close\n2020-01-02,1\n,2\n2020-01-06,3\n").place == "F:3:1")
    let zeros = String(repeating: "\0", count: 10)
    #expect(failure("date,close\n\(zeros),1\n2020-01-02,1\n2020-01-03,1\n").place == "F:2:1")
  }

  @Test func raggedRow() {
    let found = failure("date,open,close\n2020-01-02,1,2\n2020-01-03,1\n2020-01-06,1,2\n")
    #expect(found.message == "line 3 of 'F' holds 2 values where 3 are expected")
    #expect(found.place == "F:3:3")
    let long = failure("date,open,close\n2020-01-02,1,2\n2020-01-03,1,2,3\n2020-01-06,1,2\n")
    #expect(long.message == "line 3 of 'F' holds 4 values where 3 are expected")
    #expect(long.place == "F:3:4")
    let cut = failure("date,open,close\n2020-01-02,1,2\n2020-01-03,1,2\n2020-01-06,1")
    #expect(cut.hint.contains("cut off"))
  }

  @Test func headerOfAnotherLength() {
    let found = failure("date,a,b,c\n2020-01-02,1,2\n2020-01-03,1,2\n")
    #expect(found.message == "the header of 'F' names 4 columns, but the rows hold 3 values")
    #expect(found.place == "F:2:4")
    #expect(found.hint.contains("header="))
    let names = failure("date,a\n2020-01-02,1\n") { $0.header = .names(["x"]) }
    #expect(names.message == "header= names 1 columns, but the rows of 'F' hold 2 values")
    #expect(names.place == "header")
  }

  @Test func emptyFiles() {
    #expect(failure("").message == "'F' is empty")
    #expect(failure("date,close\n").message == "'F' has a header but no rows")
    #expect(failure("date,close").message == "'F' has a header but no rows")
    #expect(failure("\n\n").message == "'F' has no rows")
    #expect(failure("\u{feff}").message == "'F' has no rows")
  }

  @Test func everyRowBad() {
    let found = failure("date,close\n2020-01-02,1\nx,2\n2020-13-02,2\n") {
      $0.bad = .skip
      $0.rows = 5
    }
    #expect(found.message == "no failure")
    let none = failure("date,close\n2020-01-02,1,1\n") { $0.header = .names(["a", "b", "c"]) }
    #expect(none.message.contains("names 2 columns") || none.message == "no failure")
  }

  @Test func quotes() {
    let open = failure("date,note\n2020-01-02,\"abc\n2020-01-03,x\n")
    #expect(open.message == "a quoted cell that begins on line 2 has no closing quote")
    #expect(open.place == "F:2:0")
    let after = failure("date,note\n2020-01-02,\"abc\"d\n")
    #expect(after.message == "text follows a closing quote on line 2")
  }

  @Test func columnsThatAreNotThere() {
    let text = "date,symbol,close\n2020-01-02,A,1\n"
    #expect(failure(text) { $0.time = "dtae" }.hint == "did you mean 'date'?")
    #expect(failure(text) { $0.time = "dtae" }.place == "time")
    #expect(failure(text) { $0.by = "symbl" }.hint == "did you mean 'symbol'?")
    #expect(failure(text) { $0.symbols = ["a1"] }.place == "symbols")
    let noTime = failure(text) { $0.time = "symbol" }
    #expect(noTime.message == "'A' in column 'symbol' is not a date or time")
  }

  @Test func options() {
    let text = "date,close\n2020-01-02,1\n"
    #expect(failure(text) { $0.date = "y-m-d" }.place == "date")
    #expect(failure(text) { $0.zone = "Mars/Olympus" }.place == "tz")
    #expect(failure(text) { $0.frequency = 0 }.place == "freq")
    #expect(failure(text) { $0.rows = 0 }.place == "rows")
    #expect(failure(text) { $0.delimiter = 10 }.place == "delim")
    #expect(failure(text) { $0.decimal = 65 }.place == "decimal")
    #expect(failure(text) { $0.symbols = [] }.place == "symbols")
  }

  @Test func pathsThatCannotBeRead() throws {
    let missing = #expect(throws: Failure.self) { try CSVReader.read(path: "/no/such/file.csv") }
    #expect(missing?.message == "cannot read '/no/such/file.csv': there is no such file")
    #expect(missing?.culprit == .file(path: "/no/such/file.csv", line: 0, column: 0))
    let folder = #expect(throws: Failure.self) { try CSVReader.read(path: "/tmp") }
    #expect(folder?.message == "cannot read '/tmp': it is a directory")
    let device = #expect(throws: Failure.self) { try CSVReader.read(path: "/dev/zero") }
    #expect(device?.message == "cannot read '/dev/zero': it is a device, not a file")
  }

  @Test func foreignFormats() {
    #expect(failure("PAR1....").message.contains("a Parquet file"))
    #expect(failure("PK\u{3}\u{4}xxxx").message.contains("a zip or Excel file"))
    let wide = TemporaryFile([0xff, 0xfe, 0x61, 0])
    let found = #expect(throws: Failure.self) {
      try wide.use { try CSVReader.read(path: $0) }
    }
    #expect(found?.message.contains("UTF-16") == true)
  }
}
