/// One feature of a panel by date and symbol, and in the eigenbasis of the symbols' graph.
struct SpectralPanel: Sendable {
  let table: DateTable
  let graph: SpectralGraph
  /// `spectrum[date * graph.width + k]`.
  let spectrum: [Float]
  /// What the feature is divided by; none where it is left as it is.
  let constants: [NetworkConstant]

  var size: Int { table.width }

  /// - Throws: `Failure` when there are several features, or no training date.
  init(_ dataset: Dataset, graph kind: SpectralGraph.Kind, isRaw: Bool = false) throws {
    guard dataset.columns.count == 1 else {
      let names = dataset.columns.map(\.name).joined(separator: ", ")
      throw Failure(
        "gsphar reads one feature, '\(dataset.features.name)' has \(dataset.columns.count): \(names)",
        hint: "make a feature set of the volatility alone")
    }
    let table = try DateTable(dataset)
    let series = table.rows.map { Double(dataset.matrix.values[Int($0)]) }
    if let reference = dataset.reference {
      let trained = try SpectralPanel(reference, graph: kind, isRaw: isRaw)
      (self.table, constants, graph) = (table, trained.constants, trained.graph)
      let scale = trained.constants.first?.values.first ?? 1
      spectrum = graph.forward(series.map { $0 / scale })
      return
    }
    let training = try Self.trainingDates(table, dataset)
    guard training.count > table.width else {
      throw Failure("the training part has \(training.count) dates with all symbols: too few")
    }
    let chosen = training.flatMap { series[$0 * table.width..<($0 + 1) * table.width] }
    let square = chosen.reduce(0) { $0 + $1 * $1 } / Double(chosen.count)
    let scale = square > 0 && !isRaw ? square.squareRoot() : 1
    self.constants = isRaw ? [] : [NetworkConstant("input.scale", [scale])]
    self.table = table
    self.graph = try SpectralGraph(
      kind, series: chosen, dates: training, size: table.width)
    self.spectrum = graph.forward(series.map { $0 / scale })
  }

  private static func trainingDates(_ table: DateTable, _ dataset: Dataset) throws -> [Int] {
    var isTraining = [Bool](repeating: false, count: dataset.axis.rowCount)
    for row in try dataset.part(.train).rows { isTraining[Int(row)] = true }
    return (0..<table.count).filter { date in
      table.rows[date * table.width..<(date + 1) * table.width].allSatisfy { isTraining[Int($0)] }
    }
  }
}
