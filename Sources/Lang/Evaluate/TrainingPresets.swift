import Runtime

/// Options of published trainings as records: `stage1 net d with=balanced`.
///
/// - Source: the configurations of reference system S4.
enum TrainingPresets {
  static let names = presets.map { $0.name }

  static func value(_ name: String) -> Value? {
    presets.first { $0.name == name }.map { .record($0.options) }
  }

  private static let presets: [(name: String, options: RecordValue)] = [
    ("advanced", advanced),
    ("aggressive", preset(lr: 3e-3, batch: 128, stop: 20, patience: 10)),
    ("balanced", preset(lr: 5e-4, batch: 64, stop: 25, patience: 10)),
    ("conservative", preset(lr: 3e-4, batch: 32, stop: 30, patience: 12)),
  ]

  private static func preset(
    lr: Double, batch: Double, stop: Double, patience: Double
  ) -> RecordValue {
    RecordValue([
      ("epochs", .number(150)), ("lr", .number(lr)), ("batch", .number(batch)),
      ("optimizer", .text("adam")), ("clip", .number(1)), ("clip_by", .text("tensor")),
      ("stop", .number(stop)), ("min_delta", .number(1e-4)), ("min_lr", .number(1e-7)),
      (
        "schedule",
        .record(
          RecordValue([
            (RecipeArgument.wordField, .text("plateau")), ("patience", .number(patience)),
            ("factor", .number(0.5)),
          ]))
      ),
    ])
  }

  private static let advanced = RecordValue([
    ("epochs", .number(150)), ("lr", .number(1e-3)), ("batch", .number(64)),
    ("optimizer", .text("adam")), ("clip", .number(1)), ("clip_by", .text("tensor")),
    ("warmup", .number(10)), ("warmup_from", .number(1e-4)), ("schedule", .text("cosine")),
    ("min_lr", .number(1e-4)), ("stop", .number(25)),
  ])
}
