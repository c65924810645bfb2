import Runtime

extension SweepValue {
  /// Figures beside the monitored one, in the order of the first trial.
  private var otherFigures: [String] {
    var names: [String] = []
    for trial in trials {
      for figure in trial.record.figures
      where figure.name != monitor.name && !names.contains(figure.name) {
        names.append(figure.name)
      }
    }
    return names
  }

  /// The trials, the best first; the best one has a star.
  func table(_ printer: PrintContext) -> TextTable {
    let ranked = ranked
    let limit = max(10, printer.height - 8)
    let shown = Array(ranked.prefix(limit))
    func numbers(_ figure: String) -> [String] {
      shown.map { trial in
        trial.record.figure(figure).map { NumberFormat.general($0, digits: 5) } ?? ""
      }
    }
    var columns = [
      TextTable.Column(
        "trial", shown.enumerated().map { "\($1.number)\($0 == 0 ? "*" : "")" })
    ]
    for (place, name) in names.enumerated() {
      let isNumber = trials.allSatisfy { $0.values[place].number != nil }
      columns.append(
        TextTable.Column(
          name, align: isNumber ? .right : .left, shown.map { $0.values[place].trialText }))
    }
    columns.append(TextTable.Column(monitor.text, numbers(monitor.name)))
    let pinned = columns.count
    if trials.contains(where: { $0.record.epochs > 0 }) {
      columns.append(TextTable.Column("epochs", shown.map { "\($0.record.epochs)" }))
    }
    columns.append(
      TextTable.Column(
        "sec", shown.map { NumberFormat.fixed($0.record.seconds, decimals: 2) }))
    columns += otherFigures.map { TextTable.Column($0, numbers($0)) }
    var notes = ["* best of \(trials.count) by \(monitor.text)"]
    if shown.count < ranked.count {
      notes.append("\(ranked.count - shown.count) worse trials not shown: \(name).table has all")
    }
    return TextTable(columns, pinned: pinned, notes: notes)
  }

  /// All trials in the order of the grid: parameters, figures, epochs, seconds.
  var frame: Frame {
    func numbers(_ name: String, _ value: (Trial) -> Double) -> Frame.Field {
      Frame.Field(name: name, original: name, column: .numbers(trials.map(value)))
    }
    var fields = names.enumerated().map { place, name in parameter(name, place) }
    for figure in [monitor.name] + otherFigures {
      let title = figure.split(separator: ".").joined(separator: "_")
      let name = fields.contains { $0.name == title } ? "val_\(title)" : title
      fields.append(numbers(name) { $0.record.figure(figure) ?? .nan })
    }
    let rest = [
      numbers("epochs") { Double($0.record.epochs) },
      numbers("best_epoch") { Double($0.record.bestEpoch) },
      numbers("seconds") { $0.record.seconds },
    ]
    fields += rest.filter { field in !fields.contains { $0.name == field.name } }
    return Frame(
      axis: Axis(times: [], rowCount: trials.count), fields: fields, source: "trials of \(name)")
  }

  /// Numbers, or labels where one value is none.
  private func parameter(_ name: String, _ place: Int) -> Frame.Field {
    let values = trials.map { $0.values[place] }
    let given = values.compactMap(\.number)
    guard given.count < values.count else {
      return Frame.Field(name: name, original: name, column: .numbers(given))
    }
    let texts = values.map(\.trialText)
    var labels: [String] = []
    for text in texts where !labels.contains(text) { labels.append(text) }
    let codes = texts.map { text in Int32(labels.firstIndex(of: text) ?? -1) }
    return Frame.Field(
      name: name, original: name, column: .category(codes: codes, labels: labels))
  }
}
