import Runtime
import Testing

@testable import Lang

/// The feature sets of the prelude stand on real shapes of frames, give numbers and leak nothing.
@Suite struct PreludeFeatureTests {
  /// Minute bars of 150 days, 16 bars a day; no vix where it is not asked for.
  private static let minutes = frame(days: 150, perDay: 16, symbols: [""], hasVix: true)
  private static let daily = frame(days: 420, perDay: 1, symbols: [""], hasVix: false)
  private static let panel = frame(
    days: 120, perDay: 1, symbols: ["A", "B", "C", "D", "E", "F"], hasVix: false)

  private static func frame(days: Int, perDay: Int, symbols: [String], hasVix: Bool) -> Frame {
    var (times, segments) = ([Int64](), [Axis.Segment]())
    var columns = [[Double]](repeating: [], count: 6)
    for (number, symbol) in symbols.enumerated() {
      let first = times.count
      let random = CounterRandom(seed: 5, purpose: .weights, stream: UInt32(number))
      var price = 100.0
      for row in 0..<days * perDay {
        func draw(_ element: Int) -> Double { random.uniform(step: row, element: element) }
        let (day, bar) = (row / perDay, row % perDay)
        let minute = perDay == 1 ? 0 : Int64(560 + bar) * 60
        times.append(Int64(day + day / 5 * 2 + 4) * Nanoseconds.day + minute * Nanoseconds.second)
        let open = price * (1 + 0.004 * (draw(0) - 0.5))
        price = open * (1 + 0.02 * (draw(1) - 0.5))
        columns[0].append(open)
        columns[1].append(max(open, price) * (1 + 0.01 * draw(2)))
        columns[2].append(min(open, price) * (1 - 0.01 * draw(3)))
        columns[3].append(price)
        columns[4].append((1000 * (0.5 + draw(4))).rounded())
        columns[5].append(15 + Double(day % 7))
      }
      segments.append(.init(symbol: symbol, rows: first..<times.count))
    }
    let axis = Axis(
      times: times, segments: symbols.count > 1 ? segments : nil,
      frequency: perDay == 1 ? Nanoseconds.day : 60 * Nanoseconds.second, isDaily: perDay == 1)
    let names = ["open", "high", "low", "close", "volume"] + (hasVix ? ["vix"] : [])
    return Frame(
      axis: axis,
      fields: zip(names, columns).map {
        Frame.Field(name: $0, original: $0, column: .numbers($1))
      }, source: "made")
  }

  private func session(_ frame: Frame, _ output: CollectedOutput) -> Session {
    let session = Session(output: output)
    session.bind("bars", to: .frame(FrameValue(frame, name: "bars")))
    session.variables.settle()
    return session
  }

  private func frame(of name: String) -> Frame {
    switch name {
    case "core14": Self.panel
    case "equity", "wavenet10", "wavenet19", "wavenet32", "wavenet42", "har", "regime": Self.daily
    default: Self.minutes
    }
  }

  @Test(arguments: FeaturePrelude.names) func setsGiveNumbersAndLeakNothing(_ name: String) throws {
    let output = CollectedOutput()
    let session = session(frame(of: name), output)
    func run(_ line: String) {
      #expect(session.execute(line) == .finished, "\(name): \(output.notes)")
    }
    run("features \(name) on bars")
    run("target up = direction(bars.close)")
    run("d = split \(name) target=up")
    run("leakcheck d")
    guard case .object(let object)? = session.variable(name),
      let set = object as? FeatureSetValue
    else { return #expect(Bool(false), "\(name) is no feature set") }
    let late: Set<String> = ["vix_percentile"]
    for feature in set.features.features where !feature.expression.awaitsTrainingRows {
      let values = try session.evaluator.values(of: feature.expression)
      let present = values.count { $0.isFinite }
      #expect(
        present > values.count / 3 || late.contains(feature.name), "\(name).\(feature.name)")
    }
  }

  @Test func sizesAreThoseOfTheirNames() throws {
    for (name, count) in [
      ("es28", 28), ("es28_paper", 28), ("es19", 19), ("es10", 10), ("es5", 5), ("core14", 14),
      ("wavenet19", 19), ("wavenet10", 10), ("wavenet32", 32), ("wavenet42", 42), ("levels", 8),
    ] {
      let output = CollectedOutput()
      let session = session(frame(of: name), output)
      #expect(session.execute("features \(name) on bars") == .finished, "\(output.notes)")
      guard case .object(let object)? = session.variable(name),
        let set = object as? FeatureSetValue
      else { return #expect(Bool(false)) }
      #expect(set.features.features.count == count, "\(name)")
    }
  }

  @Test func sourcesArePrinted() {
    let output = CollectedOutput()
    let session = session(Self.minutes, output)
    #expect(session.execute("show source es5") == .finished)
    #expect(output.results.last?.contains("features es5:") == true)
    #expect(session.execute("features es5 on bars") == .finished)
    #expect(session.execute("show source es5") == .finished)
    #expect(session.execute("show source trade_long") == .finished)
    #expect(output.results.last?.contains("loss trade_long") == true)
  }

  @Test func missingColumnsAndNamesAreSaid() {
    let output = CollectedOutput()
    let session = session(Self.daily, output)
    #expect(session.execute("features es28 on bars") != .finished)
    #expect(output.notes.contains { $0.contains("vix") }, "\(output.notes)")
    #expect(session.execute("features es29 on bars") != .finished)
    #expect(output.notes.contains { $0.contains("did you mean") }, "\(output.notes)")
  }

  /// A set of the prelude does not see the names of the script.
  @Test func variablesDoNotReachTheSet() {
    let output = CollectedOutput()
    let session = session(Self.daily, output)
    #expect(session.execute("rv_1 = 5") == .finished)
    #expect(session.execute("features har on bars") == .finished, "\(output.notes)")
  }
}
