extension TearsheetChart {
  /// The cumulative return, the deepest drawdown shaded.
  static func equity(_ input: Input) -> Chart.Panel {
    let accumulation = Accumulation(isCompounded: input.isCompounded)
    let x = Chart.Positions.times(input.times)
    let curve = accumulation.curve(input.net)
    var series: [Chart.Series] = []
    if let span = accumulation.drawdown(input.net).deepest {
      series.append(PnLChart.shading(span, of: curve, times: input.times))
    }
    if let benchmark = input.benchmark {
      series.append(
        Chart.Series(benchmark.name, x: x, y: accumulation.curve(benchmark.returns)))
    }
    if !input.gross.isEmpty {
      series.append(
        Chart.Series("gross", x: x, y: accumulation.curve(input.gross), tone: .muted))
    }
    series.append(Chart.Series("net", x: x, y: curve, tone: .leading))
    return Chart.Panel(
      series: series,
      left: Chart.ValueAxis(
        input.isCompounded ? "compounded return" : "sum of returns", unit: input.unit,
        format: input.format),
      rules: [Chart.Rule(.horizontal(0))], height: 3)
  }

  static func drawdown(_ input: Input) -> Chart.Panel {
    let drawdown = Accumulation(isCompounded: input.isCompounded).drawdown(input.net)
    let area = Chart.Series(
      "drawdown", shape: .area(from: 0), x: .times(input.times), y: drawdown.depths,
      tone: .adverse)
    return Chart.Panel(
      series: [area],
      left: Chart.ValueAxis("drawdown", unit: input.unit, format: input.format),
      isExpendable: true)
  }

  /// The return of each month as a bar in its middle; of each day where there are few.
  static func months(_ input: Input) -> [Chart.Panel] {
    let bars = PeriodBars(
      times: input.times, returns: input.net,
      accumulation: Accumulation(isCompounded: input.isCompounded))
    guard bars.returns.count > 1 else { return [] }
    let series = [(true, Chart.Tone.adverse), (false, .accent)].map { isLoss, tone in
      let rows = bars.returns.indices.filter { (bars.returns[$0] < 0) == isLoss }
      return Chart.Series(
        "", shape: .bars(width: bars.width), x: .times(rows.map { bars.middles[$0] }),
        y: rows.map { bars.returns[$0] }, tone: tone)
    }
    return [
      Chart.Panel(
        series: series,
        left: Chart.ValueAxis(
          "return by \(bars.period)", unit: input.unit, format: input.format),
        isExpendable: true)
    ]
  }

  static func exposure(_ input: Input) -> [Chart.Panel] {
    let columns = [
      ("long", input.long, Chart.Tone.automatic), ("short", input.short, .automatic),
      ("net", input.exposure, .leading),
    ]
    let series = columns.filter { $0.1.contains(where: \.isFinite) }.map { name, values, tone in
      Chart.Series(name, shape: .steps, x: .times(input.times), y: values, tone: tone)
    }
    guard !series.isEmpty else { return [] }
    return [
      Chart.Panel(
        series: series,
        left: Chart.ValueAxis("exposure", unit: "of capital", format: .percent),
        rules: [Chart.Rule(.horizontal(0))], isExpendable: true)
    ]
  }

  static func turnover(_ input: Input) -> [Chart.Panel] {
    guard input.turnover.contains(where: \.isFinite) else { return [] }
    return [
      Chart.Panel(
        series: [
          Chart.Series(
            "", shape: .bars(width: nil), x: .times(input.times), y: input.turnover,
            tone: .muted)
        ], left: Chart.ValueAxis("turnover", unit: "of capital", format: .percent), height: 0.8,
        isExpendable: true)
    ]
  }
}
