import Runtime

extension SweepValue {
  /// The levels of one parameter by the monitored figure.
  ///
  /// - Throws: `Failure` for a name that the trials do not have.
  func comparison(by name: String) throws -> TextTable {
    guard let place = names.firstIndex(of: name) else {
      let near = DidYouMean.closest(to: name, in: names)
      throw Failure(
        "the trials of \(self.name) have no '\(name)'", culprit: .parameter("by"),
        hint: near.map { "did you mean '\($0)'?" } ?? names.joined(separator: ", "))
    }
    let peers = trials.map { trial in
      trial.values.indices.filter { $0 != place }.map { trial.values[$0].trialText }
        .joined(separator: " ")
    }
    let comparison = LevelComparison(
      names: trials.map { $0.values[place].trialText }, peers: peers,
      values: trials.map { value(of: $0) }, isHigherBetter: monitor.isHigherBetter)
    return Self.table(comparison, name: name, monitor: monitor)
  }

  private static func table(
    _ comparison: LevelComparison, name: String, monitor: TrialMonitor
  ) -> TextTable {
    let levels = comparison.levels
    func column(
      _ title: String, _ value: (LevelComparison.Level) -> Double, digits: Int = 5
    ) -> TextTable.Column {
      TextTable.Column(
        title,
        levels.map { value($0).isNaN ? "" : NumberFormat.general(value($0), digits: digits) })
    }
    let starred = levels.enumerated().map { "\($1.name)\($0 == comparison.best ? "*" : "")" }
    return TextTable(
      [
        TextTable.Column(name, align: .left, starred),
        TextTable.Column("n", levels.map { "\($0.count)" }),
        column("mean \(monitor.text)") { $0.mean }, column("sd") { $0.deviation },
        column("vs best") { $0.difference }, column("se") { $0.error },
        column("t", { $0.t }, digits: 3),
        TextTable.Column(
          "wins", levels.map { $0.wins.isNaN ? "" : NumberFormat.percent($0.wins, decimals: 0) }),
      ],
      notes: [
        "* best mean (\(monitor.isHigherBetter ? "high" : "low") is better); "
          + "vs best: over trials equal in all else"
      ])
  }

  /// Mean, spread and coefficient of variation of every figure over the trials.
  var spreads: [FigureSpread] {
    let rest = trials.flatMap { $0.record.figures.map(\.name) }
    var figures = [monitor.name]
    for name in rest where !figures.contains(name) { figures.append(name) }
    return figures.map { name in
      FigureSpread(name, trials.map { $0.record.figure(name) ?? .nan })
    }
  }

  var spreadTable: TextTable {
    let rows = spreads
    func column(_ title: String, _ value: (FigureSpread) -> Double) -> TextTable.Column {
      TextTable.Column(title, rows.map { NumberFormat.general(value($0), digits: 5) })
    }
    return TextTable(
      [
        TextTable.Column("figure", align: .left, rows.map(\.name)),
        TextTable.Column("n", rows.map { "\($0.count)" }),
        column("mean") { $0.mean }, column("sd") { $0.deviation },
        TextTable.Column("cv", rows.map { NumberFormat.percent($0.variation) }),
        column("min") { $0.least }, column("max") { $0.most },
      ])
  }
}
