import Foundation
import Testing

@testable import Runtime

struct FoldTests {
  static let line = Fixture.frame([("x", (0..<103).map(Double.init))])

  static func folds(
    _ frame: Frame, lead: Int, _ scheme: FoldScheme, test: FoldTest = .none
  ) throws -> [Dataset] {
    try Dataset.folds(
      Fixture.features(frame, ["x"]), targets: [Fixture.target(frame, "x", lead: lead)],
      scheme: scheme, test: test, values: Fixture.values)
  }

  /// Rows of a part as places.
  static func rows(_ dataset: Dataset, _ name: PartName) throws -> [Int] {
    try dataset.part(name).rows.map(Int.init)
  }

  /// scikit-learn's TimeSeriesSplit(n_splits=5) of 103 rows: tests of 17 from 18 on.
  @Test func expandingFoldsAreScikitLearns() throws {
    let folds = try Self.folds(Self.line, lead: 0, FoldScheme(.expanding, count: 5))
    #expect(folds.count == 5)
    for (index, fold) in folds.enumerated() {
      let start = 18 + 17 * index
      #expect(try Self.rows(fold, .train) == Array(0..<start))
      #expect(try Self.rows(fold, .validation) == Array(start..<start + 17))
    }
  }

  @Test func rollingFoldsKeepTheirLength() throws {
    let folds = try Self.folds(Self.line, lead: 0, FoldScheme(.rolling, count: 5))
    for (index, fold) in folds.enumerated() {
      #expect(try Self.rows(fold, .train) == Array(17 * index..<17 * index + 18))
    }
  }

  /// Days 0..<103: 40 to train on, 20 held out.
  @Test(arguments: [FoldScheme.Kind.expanding, .rolling])
  func foldsOfLengthsOfTime(_ kind: FoldScheme.Kind) throws {
    let windows = stride(from: 40, to: 103, by: 20).map { (start: Int) -> FoldScheme.Window in
      let first = kind == .rolling ? start - 40 : 0
      let days = [first, start, start + 20].map { Int64($0) * Fixture.day }
      return FoldScheme.Window(train: days[0]..<days[1], held: days[1]..<days[2])
    }
    let folds = try Self.folds(
      Self.line, lead: 2, FoldScheme(kind, windows: windows), test: .none)
    #expect(folds.count == 4)
    for (fold, start) in zip(folds, stride(from: 40, to: 103, by: 20)) {
      let first = kind == .rolling ? start - 40 : 0
      #expect(try Self.rows(fold, .train) == Array(first..<start - 2))
      #expect(try Self.rows(fold, .validation) == Array(start..<min(start + 20, 101)))
    }
    #expect(throws: Failure.self) { try FoldScheme(.rolling, windows: []) }
  }

  /// Every training label ends before the block, or its row lies past the block's labels and embargo.
  @Test(arguments: [0, 1, 4], [0, 3]) func purgedFoldsShareNothing(lead: Int, embargo: Int) throws {
    let folds = try Self.folds(
      Self.line, lead: lead, FoldScheme(.purged, count: 4, embargo: embargo))
    var held: [Int] = []
    for fold in folds {
      let block = try Self.rows(fold, .validation)
      held += block
      let (first, last) = (block.first ?? 0, (block.last ?? 0) + lead)
      for row in try Self.rows(fold, .train) {
        #expect(row + lead < first || row > last + embargo)
      }
      let part = try fold.part(.train)
      let usable = 103 - lead
      #expect(part.rows.count + part.purged + part.embargoed + block.count == usable)
      #expect(fold.census.embargoed == part.embargoed)
    }
    #expect(held.sorted() == Array(0..<103 - lead))
  }

  @Test func theEmbargoIsTheHorizonUnlessGiven() throws {
    let fold = try Self.folds(Self.line, lead: 5, FoldScheme(.purged, count: 3))[0]
    let last = try (Self.rows(fold, .validation).last ?? 0) + 5
    #expect(try Self.rows(fold, .train).first == last + 6)
  }

  @Test func combinatorialFoldsHoldOutEveryChoice() throws {
    let folds = try Self.folds(
      Self.line, lead: 1, FoldScheme(.combinatorial, count: 6, held: 2, embargo: 2))
    #expect(folds.count == 15)
    var times = [Int](repeating: 0, count: 103)
    for fold in folds {
      for row in try Self.rows(fold, .validation) { times[row] += 1 }
      let train = Set(try Self.rows(fold, .train))
      #expect(train.isDisjoint(with: try Self.rows(fold, .validation)))
    }
    #expect(times.prefix(102).allSatisfy { $0 == 5 } && times[102] == 0)
    #expect(try FoldScheme(.combinatorial, count: 16, held: 3).foldCount == 560)
  }

  @Test func theTestPartIsInNoFold() throws {
    let folds = try Self.folds(
      Self.line, lead: 2, FoldScheme(.purged, count: 4), test: .share(0.2))
    for fold in folds {
      let test = try Self.rows(fold, .test)
      #expect(test == Array(81..<101))
      let others = try Self.rows(fold, .train) + Self.rows(fold, .validation)
      #expect(others.allSatisfy { $0 + 2 < 81 })
    }
  }

  @Test func aPanelIsCutAtTheSameTimes() throws {
    let panel = Fixture.panel(
      [("A", 0, 100), ("B", 30, 70)], [("x", { Double($0 * 1000 + $1) })])
    for fold in try Self.folds(panel, lead: 1, FoldScheme(.purged, count: 4)) {
      let known = panel.axis.known
      let held = try fold.part(.validation)
      for row in try Self.rows(fold, .train) {
        let isInside = held.spans.contains { $0.contains(known[row]) }
        #expect(!isInside)
      }
    }
  }

  @Test func lossesStayInsideTheirSpan() throws {
    let fold = try Self.folds(Self.line, lead: 0, FoldScheme(.purged, count: 3, embargo: 0))[1]
    let part = try fold.part(.train)
    #expect(part.spans.count == 2)
    #expect(part.allows(row: 30, lookahead: 3, segment: 0))
    #expect(!part.allows(row: 33, lookahead: 2, segment: 0))
    #expect(part.allows(row: 100, lookahead: 2, segment: 0))
    #expect(!part.allows(row: 101, lookahead: 2, segment: 0))
  }

  /// Prices rise by 3 % a bar, so a trade that takes 2 % ends after one bar of ten.
  @Test func labelsThatEndEarlyArePurgedByTheirOwnEnd() throws {
    let closes = (0..<103).map { 100 * pow(1.03, Double($0)) }
    let frame = Fixture.frame([
      ("x", (0..<103).map(Double.init)), ("close", closes),
      ("take", closes.map { _ in 0.02 }), ("stop", closes.map { _ in 0.02 }),
    ])
    let inputs = ["take", "stop", "close"].map { Fixture.leaf(frame, $0) }
    let label = try Expression(
      BarrierOperation(output: .ret, horizon: 10, isRange: false), inputs)
    let target = try Target(name: "y", expression: label)
    #expect(target.horizon == 10 && target.end != nil)
    let parts = try Dataset(
      Fixture.features(frame, ["x"]), targets: [target],
      split: .fractions(train: 0.6, validation: 0.2, test: 0.2), values: Fixture.values)
    #expect(parts.parts.map(\.purged) == [1, 1, 0])
    let fold = try Dataset.folds(
      Fixture.features(frame, ["x"]), targets: [target],
      scheme: FoldScheme(.purged, count: 3, embargo: 2), values: Fixture.values)[1]
    let part = try fold.part(.train)
    #expect(part.purged == 2 && part.embargoed == 2)
  }

  @Test func badSchemesAreRefused() throws {
    #expect(throws: Failure.self) { try FoldScheme(.expanding, count: 1) }
    #expect(throws: Failure.self) { try FoldScheme(.combinatorial, count: 4, held: 4) }
    #expect(throws: Failure.self) { try FoldScheme(.combinatorial, count: 40, held: 10) }
    #expect(throws: Failure.self) {
      try Self.folds(Self.line, lead: 0, FoldScheme(.expanding, count: 200))
    }
    #expect(throws: Failure.self) {
      try Self.folds(Self.line, lead: 0, FoldScheme(.purged, count: 3), test: .share(1.5))
    }
  }
}
