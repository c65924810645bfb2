import Runtime

/// `d = scale d method=robust`: centres and scales the features of a dataset.
enum ScaleCommand: Command {
  static let data = Parameter("dataset", .any, "a dataset, or folds")
  static let method = Parameter(
    "method", .choice(ScalingMethod.allCases.map(\.rawValue)), default: .text("robust"),
    "robust: (x - median) / IQR; standard: (x - mean) / sd; minmax; rankgauss: normal scores of "
      + "the ranks among the training rows; none")
  static let clip = Parameter(
    "clip", .number, default: .absent, in: 1e-9...1e9, "largest absolute scaled value")
  static let signature = Signature(
    "scale", group: "data", "Scales the features of a dataset by its training rows",
    details: "Centre and spread are fitted on the training rows alone and applied to all. Constant "
      + "columns are reported; 0/1 columns of categories are left as they are. clip= cuts scaled "
      + "values off at both sides.",
    positionals: [data], options: [method, clip],
    examples: [Example("d = scale d method=robust")], keywords: ["normalize", "standardize"])

  static func run(_ call: CommandCall) throws -> Value {
    let given = try call.required(data)
    guard case .object(let object) = given else { throw wrong(given, call) }
    if let folds = object as? FoldsValue {
      let datasets = try folds.datasets.map { try scaled($0, call) }
      return .object(FoldsValue(datasets, scheme: folds.scheme))
    }
    guard let whole = object as? DatasetValue else { throw wrong(given, call) }
    let value = DatasetValue(try scaled(whole.dataset, call))
    for note in value.dataset.notes where !whole.dataset.notes.contains(note) {
      call.session.output.note("note: \(note)")
    }
    call.session.state(LatestDataset.self) { LatestDataset() }.value = value
    return .object(value)
  }

  private static func wrong(_ value: Value, _ call: CommandCall) -> Failure {
    call.failure(data, "must be a dataset, not \(value.described)")
  }

  private static func scaled(_ dataset: Dataset, _ call: CommandCall) throws -> Dataset {
    let method = ScalingMethod(rawValue: try call.text(method)) ?? .robust
    return try dataset.scaled(
      method, clip: call.has(clip) ? try call.number(clip) : nil,
      values: call.session.evaluator)
  }
}
