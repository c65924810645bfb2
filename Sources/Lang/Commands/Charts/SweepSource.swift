import Plot
import Runtime

/// `plot sweep S`: the first parameter with several levels along the axis, the second as lines.
enum SweepSource: ChartSource {
  typealias Kind = SweepChart

  static func input(_ request: ChartRequest) throws -> SweepChart.Input {
    guard case .object(let sweep as SweepValue) = try request.subject("plot sweep S") else {
      throw request.call.failure(
        PlotCommand.subjects, "must be a sweep", hint: "S = sweep lr=[1e-4, 1e-3]: ...")
    }
    let places = sweep.names.indices.filter { Self.levels(of: sweep, $0).count > 1 }
    // Seeds are draws, not a choice: they stay points where there is another parameter.
    let chosen =
      places.filter { sweep.names[$0] != "seed" } + places.filter { sweep.names[$0] == "seed" }
    let first = chosen.first ?? 0
    let second = chosen.dropFirst().first { sweep.names[$0] != "seed" }
    let levels = sweep.names.isEmpty ? [""] : Self.levels(of: sweep, first)
    return SweepChart.Input(
      title: "Trials of \(sweep.name)", name: sweep.names.isEmpty ? "" : sweep.names[first],
      levels: levels,
      places: sweep.trials.map { trial in
        sweep.names.isEmpty ? 0 : levels.firstIndex(of: trial.values[first].trialText) ?? 0
      },
      values: sweep.trials.map { sweep.value(of: $0) },
      groups: sweep.trials.map { trial in
        second.map { "\(sweep.names[$0]) \(trial.values[$0].trialText)" } ?? ""
      },
      figure: sweep.monitor.text, facts: facts(sweep))
  }

  private static func facts(_ sweep: SweepValue) -> [String] {
    let count = sweep.trials.count
    guard let best = sweep.ranked.first else { return [] }
    let value = Runtime.NumberFormat.general(sweep.value(of: best), digits: 5)
    return ["\(count) \(count == 1 ? "trial" : "trials")", "best \(value) at \(sweep.label(best))"]
  }

  /// Numbers ascending, other values in the order of the grid.
  static func levels(of sweep: SweepValue, _ place: Int) -> [String] {
    var values: [(text: String, number: Double?)] = []
    for trial in sweep.trials {
      let value = trial.values[place]
      if !values.contains(where: { $0.text == value.trialText }) {
        values.append((value.trialText, value.number))
      }
    }
    guard values.allSatisfy({ $0.number != nil }) else { return values.map(\.text) }
    return values.sorted { ($0.number ?? 0) < ($1.number ?? 0) }.map(\.text)
  }
}
