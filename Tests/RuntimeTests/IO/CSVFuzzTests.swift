import Foundation
import Testing

@testable import Runtime

/// Damaged files end in a frame or in a failure that names a place, never in a trap.
@Suite struct CSVFuzzTests {
  static let seeds = [
    "date,symbol,open,high,low,close,volume\n2020-01-02,A,1,2,0.5,1.5,100\n"
      + "2020-01-02,B,1,2,0.5,1.5,100\n2020-01-03,A,1.5,2.5,1,2,\n2020-01-03,B,NaN,2,1,2,7\n",
    "20241212 050100;6152.5;6152.5;6152.5;6152,5;9\r\n20241212 050200;6152.5;1;2;3;10\r\n",
    "time,a,\"b c\"\n2020-01-02T09:30:00.5+02:00,\"1,234.5\",\"x \"\"y\"\"\nz\"\n"
      + "2020-01-02T09:31Z,1e5,q\n",
    "Date\tTime\tClose\n03/04/2020\t9:30 PM\t5%\n13/04/2020\t10:00\t1.5M\n",
    ",A,B\n1609459200000,1,true\n1609459260000,2,false\n",
    "sep=;\nwhen;x\n02-Jan-2020;1\nFeb 3, 2021;-\n",
  ]

  /// How many damaged files are read; `scripts/fuzz.sh` asks for 200,000.
  static let inputs =
    ProcessInfo.processInfo.environment["FML_FUZZ"].flatMap { Int($0) } ?? 4200

  struct Random {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(max(1, bound)))
    }
  }

  static let fragments = [
    ",", ";", "\"", "\n", "\r", "\t", "\0", "-", ".", "e999", "99999999999999999999", "9999-99-99",
    "0001-01-01", "9999-12-31 23:59", "NaN", "\u{feff}", "é", "+99:99", "1e-400", "24:00", "||",
    "%", "-9223372036854775808", " ", "1677-01-01", "2262-12-31",
  ]

  static func mutate(_ bytes: [UInt8], _ random: inout Random) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.next(4) {
      let place = random.next(bytes.count + 1)
      switch random.next(6) {
      case 0: if place < bytes.count { bytes[place] = UInt8(random.next(256)) }
      case 1: if place < bytes.count { bytes.remove(at: place) }
      case 2: bytes.insert(UInt8(random.next(256)), at: place)
      case 3: bytes.insert(contentsOf: fragments[random.next(fragments.count)].utf8, at: place)
      case 4: bytes.removeLast(random.next(bytes.count + 1))
      default:
        let end = min(bytes.count, place + random.next(30))
        bytes.insert(contentsOf: bytes[place..<end], at: random.next(bytes.count + 1))
      }
    }
    return bytes
  }

  static func options(_ random: inout Random) -> CSVOptions {
    var options = CSVOptions()
    options.bad = CSVOptions.BadCell.allCases[random.next(3)]
    if random.next(4) == 0 { options.header = .none }
    if random.next(6) == 0 {
      options.date = ["ymd", "dmy", "mdy", "%d/%m/%Y %H:%M"][random.next(4)]
    }
    if random.next(6) == 0 { options.zone = "America/New_York" }
    if random.next(8) == 0 { options.stamp = .start }
    if random.next(8) == 0 { options.rows = 1 + random.next(3) }
    return options
  }

  @Test(arguments: 0..<6)
  func mutatedFilesNeverTrap(_ seed: Int) throws {
    var random = Random(state: UInt64(seed) + 1)
    let file = TemporaryFile("x")
    var frames = 0
    try file.use { path in
      for _ in 0..<Self.inputs / Self.seeds.count {
        let bytes = Self.mutate(Array(Self.seeds[seed].utf8), &random)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        let options = Self.options(&random)
        do {
          let frame = try CSVReader.read(path: path, options: options)
          try Self.check(frame)
          frames += 1
        } catch let failure as Failure {
          #expect(!failure.message.isEmpty)
          #expect(failure.culprit != .none)
        }
        let whole = try CSVChunkTests.outcome(path, options, threads: 1, chunkSize: 1 << 20)
        let size = 1 + random.next(40)
        let parts = try CSVChunkTests.outcome(path, options, threads: 1, chunkSize: size)
        #expect(
          parts == whole, "chunks of \(size) bytes: \(String(decoding: bytes, as: UTF8.self))")
      }
    }
    #expect(frames > Self.inputs / 100)
  }

  /// Everything that reads a frame survives it, and its parts agree.
  private static func check(_ frame: Frame) throws {
    let axis = frame.axis
    #expect(frame.rowCount > 0)
    #expect(frame.fields.allSatisfy { $0.column.count == frame.rowCount })
    #expect(axis.times.isEmpty || axis.times.count == frame.rowCount)
    #expect(axis.segments.reduce(0) { $0 + $1.rows.count } == frame.rowCount)
    #expect(Set(frame.names).count == frame.names.count)
    for segment in axis.segments where axis.hasTime {
      for row in segment.rows.dropFirst() { #expect(axis.times[row - 1] <= axis.times[row]) }
    }
    let texts = [try Gaps(frame).text(), try Describe(frame).text()]
    #expect(!texts.contains(""))
  }

  @Test func mutatedGzipNeverTraps() throws {
    let packed = try GzipTests.pack(Self.seeds[0])
    var random = Random(state: 99)
    let file = TemporaryFile("x")
    try file.use { path in
      for _ in 0..<500 {
        let bytes = Self.mutate(packed, &random)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        do {
          _ = try CSVReader.read(path: path)
        } catch let failure as Failure {
          #expect(!failure.message.isEmpty)
        }
      }
    }
  }

  @Test(arguments: [
    "[{\"t\":\"2020-01-02T09:30Z\",\"c\":1.5,\"s\":\"a,b\"},{\"t\":\"2020-01-03\",\"c\":null}]",
    "[[1499040000000,\"1.5\",2],[1499040060000,\"1.25\",3]]",
    "{\"data\":{\"t\":[1600000000,1600000060],\"c\":[1,2.5]}}",
    "when,A_x,A_y,B_x\n2020-01-02,1,2,3\n2020-01-03,,5,\n",
  ])
  func mutatedTablesNeverTrap(_ seed: String) throws {
    var random = Random(state: UInt64(seed.utf8.count))
    let file = TemporaryFile("x")
    var frames = 0
    try file.use { path in
      for _ in 0..<700 {
        let bytes = Self.mutate(Array(seed.utf8), &random)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        var options = Self.options(&random)
        if random.next(3) == 0 { options.wide = [["v"], ["x", "y"], ["x"]][random.next(3)] }
        options.symbolIsFile = random.next(4) == 0
        do {
          try Self.check(try DataReader.read(path, options: options).frame)
          frames += 1
        } catch let failure as Failure {
          #expect(!failure.message.isEmpty)
        }
      }
    }
    #expect(frames > 10)
  }

  @Test func mutatedZonesNeverTrap() {
    guard let bytes = FileManager.default.contents(atPath: "/usr/share/zoneinfo/Europe/Berlin")
    else { return }
    var random = Random(state: 3)
    for _ in 0..<500 {
      guard let zone = TZifParser.parse(Self.mutate(Array(bytes), &random), name: "x") else {
        continue
      }
      for time in [Int64.min, 0, .max, 1_700_000_000_000_000_000] {
        _ = zone.local(time)
        _ = zone.utc(fromLocal: time)
      }
    }
  }
}
