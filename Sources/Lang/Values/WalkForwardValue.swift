import Runtime

/// The folds of a walk, and the one series of what they predicted out of sample.
final class WalkForwardValue: SeriesHolder {
  let walk: WalkForward
  let name: String
  let scheme: FoldScheme
  let series: SeriesValue
  /// With what was cut off as its test part.
  private let whole: Dataset?
  private let ledger: TrialLedger
  private let sight: PartSight

  init(
    _ walk: WalkForward, name: String, scheme: FoldScheme, whole: Dataset?, ledger: TrialLedger,
    sight: PartSight
  ) {
    (self.walk, self.name, self.scheme, self.whole) = (walk, name, scheme, whole)
    (self.ledger, self.sight) = (ledger, sight)
    series = Self.column(walk.prediction, name, walk.dataset)
  }

  private static func column(
    _ values: [Double], _ name: String, _ dataset: Dataset
  ) -> SeriesValue {
    SeriesValue(
      Expression(column: .numbers(values), name: name, axis: dataset.axis), name: name,
      frame: dataset.frame)
  }

  let typeName = "walk"

  var summary: String {
    let rows = NumberFormat.count(walk.prediction.count { !$0.isNaN })
    let count = walk.folds.count == 1 ? "1 fold" : "\(walk.folds.count) folds"
    return "walk \(name): \(count) (\(scheme.kind.rawValue)), \(rows) rows out of sample, "
      + "\(leading.name) \(NumberFormat.general(leading.mean, digits: 5)) +- "
      + NumberFormat.general(leading.deviation, digits: 2)
  }

  /// The score that stands for the walk, over the folds.
  private var leading: FigureSpread {
    let wanted = walk.folds.first?.runs.first?.leadingScore
    let spreads = walk.spreads
    return spreads.first { $0.name == wanted } ?? spreads.first ?? FigureSpread("", [])
  }

  func describe(_ printer: PrintContext) -> String {
    let folds = walk.folds
    let (rows, note) = TextTable.rows(folds.count, limit: max(8, printer.height - 10))
    let shown = rows.map { folds[$0] }
    let pooled = (try? walk.pooled()) ?? []
    let tail = ["mean", "sd"] + (pooled.isEmpty ? [] : ["pooled"])
    func cells(_ value: (WalkFold) -> String) -> [String] {
      shown.map(value) + tail.map { _ in "" }
    }
    var columns = [
      TextTable.Column("fold", align: .left, rows.map { "\($0 + 1)" } + tail),
      TextTable.Column("train", cells { count($0, .train) }),
      TextTable.Column("test", cells { NumberFormat.count($0.rows.count) }),
      TextTable.Column("from", align: .left, cells { edge($0) { $0.lowerBound } }),
      TextTable.Column("to", align: .left, cells { edge($0) { $0.upperBound } }),
    ]
    for spread in walk.spreads {
      let values = shown.map { $0.evaluation[spread.name]?.model ?? .nan }
      let whole = pooled.filter { $0.name == spread.name }.map(\.value)
      columns.append(
        TextTable.Column(
          spread.name,
          (values + [spread.mean, spread.deviation] + whole).map {
            NumberFormat.general($0, digits: 4)
          }))
    }
    let table = TextTable(columns, pinned: 1, notes: note.map { [$0] } ?? [])
    return summary + "\n" + table.render(width: printer.width)
  }

  private func count(_ fold: WalkFold, _ part: PartName) -> String {
    (try? fold.dataset.part(part)).map { NumberFormat.count($0.rows.count) } ?? ""
  }

  private func edge(_ fold: WalkFold, _ edge: (ClosedRange<Int64>) -> Int64) -> String {
    guard let times = try? fold.dataset.part(.test).times else { return "" }
    return DateFormat.label(edge(times), on: fold.dataset.axis)
  }

  let memberNames = [
    "count", "folds", "holdout", "mean", "paths", "pooled", "prediction", "runs", "sd",
  ]

  func member(_ name: String) throws -> Value? {
    switch name {
    case "count": return .number(Double(walk.folds.count))
    case "folds": return .frame(FrameValue(frame, name: "folds"))
    case "mean": return .record(record { $0.mean })
    case "sd": return .record(record { $0.deviation })
    case "pooled":
      return .record(RecordValue(try walk.pooled().map { ($0.name, .number($0.value)) }))
    case "prediction": return .series(series)
    case "paths": return .frame(FrameValue(try pathFrame(), name: "paths"))
    case "runs":
      return .list(
        walk.folds.flatMap(\.runs).map {
          .object(RunValue($0, ledger: ledger, sight: sight))
        })
    case "holdout": return .record(try holdout())
    default: return nil
    }
  }

  private func record(_ value: (FigureSpread) -> Double) -> RecordValue {
    RecordValue(walk.spreads.map { ($0.name, .number(value($0))) })
  }

  /// Scores of the mean of all folds on what was cut off.
  private func holdout() throws -> RecordValue {
    guard let whole else {
      throw Failure("\(name) was walked without a holdout", hint: "walkforward ... holdout=15%")
    }
    try sight.check(.test, of: whole)
    let record = ScoreRecord.record(of: [try walk.holdout(whole)])
    ledger.add(
      TrialEntry(ensemble: walk.folds.flatMap(\.runs), name: name, part: .test, record))
    return record
  }

  /// A row per fold.
  private var frame: Frame {
    let folds = walk.folds
    func numbers(_ name: String, _ value: (WalkFold) -> Double) -> Frame.Field {
      Frame.Field(name: name, original: name, column: .numbers(folds.map(value)))
    }
    let scores = walk.spreads.map { spread in
      numbers(spread.name) { $0.evaluation[spread.name]?.model ?? .nan }
    }
    let counts = [
      numbers("train_rows") { Double((try? $0.dataset.part(.train).rows.count) ?? 0) },
      numbers("test_rows") { Double($0.rows.count) },
    ]
    let starts = folds.map { (try? $0.dataset.part(.test).times?.lowerBound) ?? nil }
    let times = starts.compactMap { $0 }
    let isDated = times.count == folds.count && times == Array(Set(times)).sorted()
    let axis = walk.dataset.axis
    return Frame(
      axis: isDated
        ? Axis(times: times, zone: axis.zone, isDaily: axis.isDaily)
        : Axis(times: [], rowCount: folds.count), fields: counts + scores,
      source: "folds of \(name)")
  }

  private func pathFrame() throws -> Frame {
    let fields = try walk.paths().enumerated().map { place, path in
      Frame.Field("path_\(place + 1)", .numbers(path.values))
    }
    return Frame(axis: walk.dataset.axis, fields: fields, source: "paths of \(name)")
  }
}

extension WalkForwardValue: ScoredObject {
  func trialFigures() -> [EpochRecord.Figure] {
    walk.spreads.map { EpochRecord.Figure($0.name, $0.mean) }
  }

  /// What the ledger keeps of the walk: one look at a fold set.
  var entry: TrialEntry {
    var digest = ContentHasher()
    digest.add("walk")
    for fold in walk.folds {
      digest.add(fold.rows)
      digest.add(fold.values)
    }
    let run = walk.folds.first?.runs.first
    return TrialEntry(
      hash: digest.text, kind: "walkforward", name: name,
      what: run.map { "\($0.network.text), \($0.problem.loss.text)" } ?? "series",
      part: "folds", data: walk.dataset.digest, market: walk.dataset.market, metric: leading.name,
      value: leading.mean)
  }
}
