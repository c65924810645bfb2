import Runtime
import Testing

@testable import Lang

/// Verbs that change rows are run on whole data, on data that end at a cut, and on data whose rows
/// after the cut are other ones: rows of the result that are known at the cut are the same.
@Suite struct VerbLeakTests {
  enum Future: CaseIterable { case removed, changed }

  /// Verbs whose result depends on rows by their values alone; of the others `removed` is left out:
  /// random rows are drawn out of all, and the last day of a contract is on its calendar.
  private static let drawn: Set<String> = [
    "out = sample bars rows=200 seed=2", "out = sample bars share=40% seed=2",
    "out = sample panel symbols=2 seed=2", "out = roll contracts by=date days=2",
  ]

  static let scripts = [
    "out = resample bars 15min", "out = resample bars 1h session=\"09:30-16:00\"",
    "out = resample bars 1d", "out = resample bars 1w", "out = resample panel 1w",
    "out = resample panel 1mo how={sector_size: \"mean\"}",
    "out = align bars vix", "out = align bars vix lag=1d tolerance=4d",
    "out = align panel vix how=inner", "out = align panel vix how=outer",
    "out = align(panel, resample(panel, 1w))", "out = align(bars, resample(bars, 1d))",
    "out = filter bars volume > mean(volume, 20)",
    "out = filter panel xrank(close) > 0.5 and weekday() < 4",
    "out = sample bars every=3", "out = sample bars rows=200 seed=2",
    "out = sample bars share=40% seed=2", "out = sample panel symbols=2 seed=2",
    "out = adjust panel factor=factor", "out = roll contracts by=volume",
    "out = roll contracts by=date days=2", "out = adjust(roll(contracts, by=volume))",
    "out = clean bars dupes=last prices=drop ohlc=widen zero_volume=nan missing=fill",
    "out = clean panel missing=drop stray=drop zeros=nan",
    "out = bars[2024-01-03..2024-02-20]",
    "w = resample bars 1h\nf = filter w close > open\nout = align bars f",
  ]

  /// Series that a verb carries to the rows of another frame.
  static let carried = [
    "out = onto(vix.vix, bars)", "out = onto(vix.vix, panel, lag=2d)",
    "out = onto(mean(vix.vix, 5), bars, tolerance=3d)",
    "h = resample bars 1h\nout = onto(zscore(h.close, 10), bars)",
    "m = align panel vix\nuse m\nout = corr(pct(m.close), pct(m.vix), 10)",
  ]

  /// 2024-02-08 12:00.
  private static let cut: Int64 = SampleFrames.start + 38 * SampleFrames.day + SampleFrames.day / 2

  @Test(arguments: scripts, Future.allCases)
  func rowsKnownBeforeAreTheSame(_ script: String, _ future: Future) throws {
    guard !(future == .removed && Self.drawn.contains(script)) else { return }
    let whole = try frame(of: script, nil)
    let changed = try frame(of: script, future)
    #expect(whole.names == changed.names)
    let (old, new) = (Self.rows(whole), Self.rows(changed))
    #expect(old.count > 2, "\(script)")
    #expect(Set(old.keys) == Set(new.keys), "\(script): other rows")
    for (key, values) in old {
      let others = new[key] ?? []
      let agree = zip(values, others).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
      #expect(agree, "\(script) at \(key): \(values), then \(others)")
      if !agree { return }
    }
  }

  @Test(arguments: carried, Future.allCases)
  func carriedValuesAreTheSame(_ script: String, _ future: Future) throws {
    let (whole, changed) = (try column(of: script, nil), try column(of: script, future))
    #expect(whole.count > 20)
    for (key, value) in whole {
      let other = changed[key] ?? 0
      #expect(value == other || (value.isNaN && other.isNaN), "\(script) at \(key)")
    }
  }

  /// What training rows are scaled by does not depend on rows after them.
  @Test(arguments: ScalingMethod.allCases)
  func scalersSeeTheTrainingRowsOnly(_ method: ScalingMethod) throws {
    let script = """
      features f on panel: a = pct(close), b = zscore(volume, 5), c = xrank(close)
      target y = lead(panel.close, 1) / panel.close - 1
      d = scale(split(f, target=y, train=..2024-02-07, test=2024-02-08..), method=\(method.rawValue))
      """
    var matrices: [[Float]] = []
    for future in [Future?.none, .changed] {
      let session = try run(script, future)
      guard case .object(let object)? = session.variable("d"), let d = object as? DatasetValue
      else { return #expect(Bool(false)) }
      let width = d.dataset.matrix.columnCount
      matrices.append(
        try d.dataset.part(.train).rows.flatMap {
          d.dataset.matrix.values[Int($0) * width..<(Int($0) + 1) * width]
        })
    }
    #expect(matrices[0].count > 20 && matrices[0] == matrices[1])
  }

  // MARK: Runs

  private func run(_ script: String, _ future: Future?) throws -> Session {
    let output = CollectedOutput()
    let session = Session(output: output)
    for (name, frame) in try Market.frames {
      let seen = try future.map { try Market.frame(frame, after: Self.cut, $0) } ?? frame
      session.bind(name, to: .frame(FrameValue(seen, name: name)))
    }
    session.variables.settle()
    #expect(session.execute(script) == .finished, "\(script): \(output.notes)")
    return session
  }

  private func frame(of script: String, _ future: Future?) throws -> Frame {
    guard case .frame(let value)? = try run(script, future).variable("out") else {
      throw Failure("\(script) gives no frame")
    }
    return value.frame
  }

  private func column(of script: String, _ future: Future?) throws -> [String: Double] {
    let session = try run(script, future)
    guard case .series(let series)? = session.variable("out"),
      let axis = series.expression.type.axis
    else { throw Failure("\(script) gives no series") }
    let values = try session.evaluator.values(of: series.expression)
    let rows = values.indices.filter { axis.known[$0] <= Self.cut }
    return Dictionary(uniqueKeysWithValues: rows.map { (Self.key(axis, $0), values[$0]) })
  }

  /// The rows known at the cut by symbol and time.
  private static func rows(_ frame: Frame) -> [String: [Double]] {
    let rows = (0..<frame.rowCount).filter { frame.axis.known[$0] <= cut }
    return Dictionary(
      rows.map { row in
        (key(frame.axis, row), frame.fields.map { number($0.column, row) })
      }
    ) { $0 + $1 }
  }

  private static func number(_ column: Column, _ row: Int) -> Double {
    switch column {
    case .numbers(let values): values[row]
    case .category(let codes, let labels):
      codes[row] < 0 ? .nan : Double(labels[Int(codes[row])].utf8.reduce(0) { $0 * 31 + Int($1) })
    }
  }

  private static func key(_ axis: Axis, _ row: Int) -> String {
    "\(axis.symbol(ofRow: row)) \(axis.times[row]) \(axis.known[row])"
  }
}

/// Minute bars, a daily panel with a factor, a daily index and three contracts, from 2024-01-01 on.
private enum Market {
  static var frames: [(String, Frame)] {
    get throws {
      [
        ("bars", minutes()), ("panel", panel()), ("vix", index()), ("contracts", contracts()),
      ]
    }
  }

  /// The frame without its rows known after a time, or with other numbers in them.
  static func frame(_ frame: Frame, after cut: Int64, _ future: VerbLeakTests.Future) throws
    -> Frame
  {
    let axis = frame.axis
    guard future == .changed else {
      return frame.keeping(rows: (0..<axis.rowCount).filter { axis.known[$0] <= cut })
    }
    let random = CounterRandom(seed: 9, purpose: .perturbation)
    let fields = frame.fields.enumerated().map { place, field -> Frame.Field in
      guard case .numbers(var values) = field.column else { return field }
      for row in values.indices where axis.known[row] > cut {
        let share = random.uniform(step: place, element: row)
        values[row] = share < 0.05 ? .nan : values[row] * (0.2 + 2 * share)
      }
      return Frame.Field(name: field.name, original: field.original, column: .numbers(values))
    }
    return Frame(axis: axis, fields: fields, source: frame.source)
  }

  private static let names = ["open", "high", "low", "close", "volume"]

  private static func days(_ count: Int) -> [Int] { (0..<2 * count).filter { $0 % 7 < 5 } }

  /// Five-minute bars of the session on weekdays; a cell and a volume are missing now and then.
  private static func minutes() -> Frame {
    let times = days(34).prefix(34).flatMap { day in
      stride(from: 570, to: 960, by: 5).map { time(day, minute: $0) }
    }
    var columns = walk(times.count, stream: 1)
    for row in stride(from: 7, to: times.count, by: 50) { columns[4][row] = 0 }
    for row in stride(from: 9, to: times.count, by: 60) { columns[3][row] = .nan }
    let axis = Axis(times: times, frequency: 300 * Nanoseconds.second, isDaily: false)
    return Frame(axis: axis, fields: fields(columns), source: "bars")
  }

  private static func panel() -> Frame {
    let (days, symbols) = (Self.days(60).prefix(60), ["A", "B", "C"])
    var columns = [[Double]](repeating: [], count: 5)
    for place in symbols.indices {
      for (column, values) in walk(days.count, stream: UInt32(10 + place)).enumerated() {
        columns[column] += values
      }
    }
    let rows = days.count * symbols.count
    let axis = Axis(
      times: symbols.flatMap { _ in days.map { time($0, minute: 0) } },
      segments: symbols.enumerated().map {
        Axis.Segment(symbol: $1, rows: $0 * days.count..<($0 + 1) * days.count)
      }, frequency: SampleFrames.day, isDaily: true)
    let factor = (0..<rows).map { $0 % days.count < 20 ? 0.5 : 1 }
    let size = (0..<rows).map { Double($0 % 5) }
    return Frame(
      axis: axis,
      fields: fields(columns) + [
        Frame.Field("factor", .numbers(factor)), Frame.Field("sector_size", .numbers(size)),
      ], source: "panel")
  }

  private static func index() -> Frame {
    let days = Self.days(60).prefix(60)
    let axis = Axis(
      times: days.map { time($0, minute: 0) }, frequency: SampleFrames.day, isDaily: true)
    let values = walk(days.count, stream: 30)[3].enumerated().map { $0 % 6 == 4 ? .nan : $1 }
    return Frame(axis: axis, fields: [Frame.Field("vix", .numbers(values))], source: "vix")
  }

  /// Three contracts that overlap; the next one trades more from the middle on.
  private static func contracts() -> Frame {
    let spans = [("H24", 0..<16), ("M24", 5..<32), ("U24", 20..<45)]
    let days = Self.days(60)
    var (times, segments) = ([Int64](), [Axis.Segment]())
    var columns = [[Double]](repeating: [], count: 5)
    for (place, span) in spans.enumerated() {
      let first = times.count
      times += span.1.map { time(days[$0], minute: 0) }
      segments.append(.init(symbol: span.0, rows: first..<times.count))
      var made = walk(span.1.count, stream: UInt32(40 + place))
      made[4] = span.1.enumerated().map { 100 + 50 * Double($0.offset) * ($0.offset < 5 ? 1 : -1) }
      for (column, values) in made.enumerated() { columns[column] += values }
    }
    let axis = Axis(times: times, segments: segments, frequency: SampleFrames.day, isDaily: true)
    return Frame(axis: axis, fields: fields(columns), source: "contracts")
  }

  private static func time(_ day: Int, minute: Int) -> Int64 {
    SampleFrames.start + Int64(day) * SampleFrames.day + Int64(minute) * 60 * Nanoseconds.second
  }

  private static func fields(_ columns: [[Double]]) -> [Frame.Field] {
    zip(names, columns).map { Frame.Field($0, .numbers($1)) }
  }

  private static func walk(_ count: Int, stream: UInt32) -> [[Double]] {
    let random = CounterRandom(seed: 4, purpose: .weights, stream: stream)
    var (price, bars) = (100.0, [[Double]](repeating: [], count: 5))
    for row in 0..<count {
      func draw(_ element: Int) -> Double { random.uniform(step: row, element: element) }
      let open = price * (1 + 0.004 * (draw(0) - 0.5))
      price = open * (1 + 0.04 * (draw(1) - 0.5))
      bars[0].append(open)
      bars[1].append(max(open, price) * (1 + 0.01 * draw(2)))
      bars[2].append(min(open, price) * (1 - 0.01 * draw(3)))
      bars[3].append(price)
      bars[4].append((1000 * (0.5 + draw(4))).rounded())
    }
    return bars
  }
}
