import Foundation
import Testing

@testable import Runtime

/// Parquet and SQL; all but the first test need the program.
@Suite(.serialized) struct DuckDBTests {
  static let isInstalled = (try? DuckDBProgram.path()) != nil

  @Test func aMissingProgramNamesItsInstallation() throws {
    let before = ProcessInfo.processInfo.environment["FML_DUCKDB"]
    setenv("FML_DUCKDB", "/no/such/program", 1)
    defer {
      if let before { setenv("FML_DUCKDB", before, 1) } else { unsetenv("FML_DUCKDB") }
    }
    let failure = #expect(throws: Failure.self) { try DataReader.read(sql: "select 1") }
    #expect(failure?.message == "Parquet and SQL need DuckDB, which is not installed")
    #expect(failure?.hint == "install it with: make setup-duckdb")
    TemporaryFile("PAR1....").use { path in
      _ = #expect(throws: Failure.self) { try DataReader.read(path) }
    }
  }

  @Test(.enabled(if: isInstalled, "DuckDB is not installed"))
  func framesSurviveTheWay() throws {
    let text =
      "time,symbol,a b,tag\n2020-01-02 09:30,B,0.1,\"x, \"\"y\"\"\"\n"
      + "2020-01-02 09:31,B,,NA\n2020-01-02 09:30,A,-1e300,z\n"
    let frame = try TemporaryFile(text).use { try DataReader.read($0) }.frame
    let target = TemporaryFile("", name: "it's.parquet")
    try target.use { path in
      try DuckDB.save(frame, to: path)
      let back = try DataReader.read(path)
      #expect(back.frame.axis.times == frame.axis.times)
      #expect(back.frame.axis.symbols == ["A", "B"])
      #expect(back.frame.names == ["a_b", "tag"])
      #expect(back.frame.fields[0].column.values[0...1] == [-1e300, 0.1])
      #expect(back.frame.fields[0].column.values[2].isNaN)
      #expect(back.decisions.hasPrefix("Parquet, time 'time'"))
      var options = CSVOptions()
      options.columns = ["a_b"]
      options.rows = 2
      let part = try DataReader.read(path, options: options).frame
      #expect(part.names == ["a_b"])
      #expect(part.rowCount == 2)
      #expect(part.axis.isPanel)
      options.columns = ["ab"]
      let failure = #expect(throws: Failure.self) { try DataReader.read(path, options: options) }
      #expect(failure?.hint == "did you mean 'a_b'?")
    }
  }

  @Test(.enabled(if: isInstalled, "DuckDB is not installed"))
  func queries() throws {
    let data = try DataReader.read(
      sql: "select date '2020-01-01' + i::int as date, i * 0.5 as x from range(3) t(i) order by i;")
    #expect(data.frame.axis.isDaily)
    #expect(data.frame.fields[0].column.values == [0, 0.5, 1])
    let failure = #expect(throws: Failure.self) {
      try DataReader.read(sql: "select * from nothing")
    }
    #expect(failure?.message.contains("nothing") == true)
  }

  @Test(.enabled(if: isInstalled && CSVSetsTests.folder != nil, "needs DuckDB and FML_DATA"))
  func theParquetSetIsTheTextSet() throws {
    let folder = try #require(CSVSetsTests.folder)
    let name = "\(folder)/sp500_stocks_daily_2015_2020"
    let packed = try DataReader.read(name + ".parquet").frame
    let text = try DataReader.read(name + ".csv.gz").frame
    #expect(packed.axis.times == text.axis.times)
    #expect(packed.axis.symbols == text.axis.symbols)
    #expect(packed.names == text.names)
    #expect(packed.fields[3].column.values == text.fields[3].column.values)
  }
}
