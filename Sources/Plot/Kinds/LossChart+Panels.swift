extension LossChart {
  /// A stage with the count of epochs before it.
  struct PlacedStage {
    let stage: Stage
    let offset: Int

    /// The epochs on the chart's axis, from 1 over all stages.
    func positions(_ count: Int) -> Chart.Positions {
      .numbers((0..<count).map { Double(offset + $0 + 1) })
    }
  }

  static func check(_ stage: Stage) throws(PlotError) {
    let name = "\(stage.name) \(stage.loss)"
    try DataCheck.something(name, stage.train + stage.validation)
    for column in [stage.validation, stage.learningRate] where !column.isEmpty {
      try DataCheck.sameLength(name, column, as: stage.train.count)
    }
  }

  static func place(_ stages: [Stage]) -> [PlacedStage] {
    var offset = 0
    return stages.map { stage in
      defer { offset += stage.train.count }
      return PlacedStage(stage: stage, offset: offset)
    }
  }

  /// Neighbouring stages that minimise the same loss.
  static func groups(_ placed: [PlacedStage]) -> [[PlacedStage]] {
    var groups: [[PlacedStage]] = []
    for item in placed {
      if groups.last?.last?.stage.loss == item.stage.loss {
        groups[groups.count - 1].append(item)
      } else {
        groups.append([item])
      }
    }
    return groups
  }

  /// A line between the last epoch of a stage and the first of the next.
  static func boundaries(_ placed: [PlacedStage]) -> [Chart.Rule] {
    placed.dropFirst().map {
      Chart.Rule(.vertical(.number(Double($0.offset) + 0.5)), label: $0.stage.name)
    }
  }

  static func panel(_ group: [PlacedStage], boundaries: [Chart.Rule]) -> Chart.Panel {
    let values = group.flatMap { $0.stage.train + $0.stage.validation }.filter(\.isFinite)
    let loss = group.first?.stage.loss ?? ""
    return Chart.Panel(
      series: join(group, "train", \.train) + join(group, "validation", \.validation)
        + group.compactMap(best),
      left: Chart.ValueAxis(
        "\(loss) loss", scale: spansDecades(values) ? .logarithmic : .linear),
      rules: boundaries + levels(group) + group.flatMap(changes), height: 3)
  }

  /// The learning rate of all stages; none where no stage recorded it.
  static func ratePanel(_ placed: [PlacedStage]) -> [Chart.Panel] {
    let series = join(placed, "learning rate", \.learningRate, shape: .steps)
    guard !series.isEmpty else { return [] }
    let rates = placed.flatMap(\.stage.learningRate).filter { $0 > 0 }
    return [
      Chart.Panel(
        series: series.map { series in
          var muted = series
          muted.tone = .muted
          return muted
        },
        left: Chart.ValueAxis(
          "learning rate", scale: spansDecades(rates) ? .logarithmic : .linear),
        rules: boundaries(placed).map { Chart.Rule($0.place) }, height: 1)
    ]
  }

  /// `s1 best epoch 7: validation 5.77e-05`.
  static func summary(_ placed: PlacedStage) -> String? {
    let stage = placed.stage
    guard let epoch = stage.bestEpoch, let value = bestValue(stage) else { return nil }
    let part = stage.validation.isEmpty ? "train" : "validation"
    return "\(stage.name) best epoch \(epoch): \(part) \(NumberText.significant(value))"
  }

  /// One series per column over all stages of a group, broken between stages.
  private static func join(
    _ group: [PlacedStage], _ name: String, _ column: (Stage) -> [Double],
    shape: Chart.Series.Shape = .line
  ) -> [Chart.Series] {
    var x: [Double] = []
    var y: [Double] = []
    for placed in group {
      let values = column(placed.stage)
      if !x.isEmpty, !values.isEmpty {
        x.append(Double(placed.offset) + 0.5)
        y.append(.nan)
      }
      x += placed.positions(values.count).values
      y += values
    }
    guard y.contains(where: \.isFinite) else { return [] }
    return [Chart.Series(name, shape: shape, x: .numbers(x), y: y)]
  }

  private static func best(_ placed: PlacedStage) -> Chart.Series? {
    guard let epoch = placed.stage.bestEpoch, let value = bestValue(placed.stage) else {
      return nil
    }
    return Chart.Series(
      "\(placed.stage.name) best epoch", shape: .points,
      x: .numbers([Double(placed.offset + epoch)]), y: [value], tone: .leading)
  }

  private static func bestValue(_ stage: Stage) -> Double? {
    guard let epoch = stage.bestEpoch else { return nil }
    let column = stage.validation.isEmpty ? stage.train : stage.validation
    guard column.indices.contains(epoch - 1), column[epoch - 1].isFinite else { return nil }
    return column[epoch - 1]
  }

  private static func levels(_ group: [PlacedStage]) -> [Chart.Rule] {
    var seen: Set<String> = []
    return group.flatMap(\.stage.baselines).filter { seen.insert($0.name).inserted }.map {
      Chart.Rule(.horizontal($0.value), label: $0.name)
    }
  }

  private static func changes(_ placed: PlacedStage) -> [Chart.Rule] {
    placed.stage.events.map {
      Chart.Rule(.vertical(.number(Double(placed.offset) + $0.epoch)), label: $0.label)
    }
  }

  /// Whether positive values span more than a factor of twenty.
  private static func spansDecades(_ values: [Double]) -> Bool {
    guard let lowest = values.min(), let highest = values.max(), lowest > 0 else { return false }
    return highest / lowest > 20
  }
}

extension PlotError {
  static var noStages: PlotError { PlotError("nothing to plot: no training") }
}
