import Testing

@testable import Runtime

@Suite struct TextTableTests {
  let table = TextTable([
    .init("time", align: .left, ["2024-01-01", "2024-01-02"]),
    .init("close", unit: "USD", ["1.5", "22.5"]),
    .init("volume", ["100", "2"]),
  ])

  @Test func alignsNumbersRight() {
    #expect(
      table.render() == """
        time        close (USD)  volume
        2024-01-01          1.5     100
        2024-01-02         22.5       2
        """)
  }

  @Test func saysWhatWasCut() {
    #expect(
      table.render(width: 25) == """
        time        close (USD)
        2024-01-01          1.5
        2024-01-02         22.5
        (1 more column: volume)
        """)
  }

  @Test func noLineIsWiderThanAsked() {
    let wide = TextTable(
      [.init(String(repeating: "x", count: 60), ["1"])], notes: [String(repeating: "n", count: 90)])
    for line in wide.render(width: 40).split(separator: "\n") { #expect(line.count <= 40) }
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let table = TextTable([.init("a\u{1b}[31m", ["b\nc", "d\u{9b}"])])
    #expect(!table.render().unicodeScalars.contains { $0.value == 27 || $0.value == 0x9b })
    #expect(table.render().split(separator: "\n").count == 3)
  }

  @Test func longTablesKeepBothEnds() {
    let cut = TextTable.rows(1000, limit: 6)
    #expect(cut.rows == [0, 1, 2, 997, 998, 999])
    #expect(cut.note == "994 rows between them not shown")
    #expect(TextTable.rows(3, limit: 6).rows == [0, 1, 2])
    #expect(TextTable.rows(0, limit: 0).rows.isEmpty)
  }

  @Test func shorterColumnsAreFilled() {
    let table = TextTable([.init("a", ["1", "2"]), .init("b", ["1"])])
    #expect(table.render() == "a  b\n1  1\n2")
  }
}
