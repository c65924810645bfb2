import Runtime

/// What a rule gets as `p`: a series of numbers or probabilities; of classes a record by class; of
/// several heads a record by head.
enum PredictionRecord {
  /// Predictions of a run, as columns of its frame.
  static func value(of outputs: [HeadPrediction], on frame: Frame) -> Value {
    func series(_ values: [Double], _ name: String) -> Value {
      .series(
        SeriesValue(
          Expression(column: .numbers(values), name: name, axis: frame.axis), name: name,
          frame: frame))
    }
    func head(_ output: HeadPrediction) -> Value {
      guard case .category(let labels) = output.target.kind, !output.shares.isEmpty else {
        return series(output.values, output.target.name)
      }
      return record(labels) { series(output.shares[$0], labels[$0]) }
    }
    guard outputs.count > 1 else { return outputs.first.map(head) ?? .none }
    return .record(RecordValue(outputs.map { ($0.target.name, head($0)) }))
  }

  /// The outputs of a network in a loss.
  ///
  /// - Parameter labels: Names of the classes by head.
  static func value(of context: LossContext, labels: [String: [String]]) throws -> Value {
    func head(_ head: LossHead) throws -> Value {
      let prediction = head.prediction
      guard let names = labels[head.name], let shape = prediction.dimensions, shape.count == 2
      else {
        return .series(SeriesValue(prediction, name: "p"))
      }
      let columns = try names.indices.map { place in
        try Runtime.Expression.reshape(
          .slice(prediction, from: place, count: 1), [shape[0]])
      }
      return record(names) { .series(SeriesValue(columns[$0], name: names[$0])) }
    }
    guard context.heads.count > 1 else { return try context.heads.first.map(head) ?? .none }
    return .record(
      RecordValue(try context.heads.map { (key: $0.name, value: try head($0)) }))
  }

  /// The columns of a frame of predictions by name.
  static func value(of frame: FrameValue) -> Value {
    .record(
      RecordValue(
        frame.frame.names.compactMap { name in
          frame.series(name).map { (key: name, value: Value.series($0)) }
        }))
  }

  private static func record(_ labels: [String], _ value: (Int) -> Value) -> Value {
    .record(
      RecordValue(
        labels.indices.map { (key: ColumnNaming.snakeCase(labels[$0]), value: value($0)) }))
  }
}
