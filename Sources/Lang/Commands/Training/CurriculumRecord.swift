import Runtime

/// Reads `curriculum={by: vol_20, epochs: [10, 20], share: [0.3, 0.6]}`.
struct CurriculumRecord {
  let by: SeriesValue
  let curriculum: Curriculum

  /// nil where none was written.
  ///
  /// - Throws: `Failure` naming the field that is missing or wrong.
  init?(_ call: CommandCall, _ parameter: Parameter) throws {
    guard call.has(parameter) else { return nil }
    let record = try call.record(parameter)
    let example = "curriculum={by: vol_20, epochs: [10, 20], share: [0.3, 0.6]}"
    for field in record.fields where !["by", "epochs", "share"].contains(field.key) {
      throw call.failure(parameter, "has no field '\(field.key)'", hint: example)
    }
    guard case .series(let series)? = record["by"].map(call.session.preferringColumn) else {
      throw call.failure(parameter, "goes by a series", hint: example)
    }
    func numbers(_ key: String) throws -> [Double] {
      let value = record[key] ?? .list([])
      let items = try value.number.map { [$0] } ?? value.elements().compactMap(\.number)
      guard !items.isEmpty else {
        throw call.failure(parameter, "needs numbers as \(key)", hint: example)
      }
      return items
    }
    let (epochs, shares) = (try numbers("epochs"), try numbers("share"))
    guard epochs.count == shares.count, epochs.allSatisfy({ Int(exactly: $0) != nil }) else {
      throw call.failure(parameter, "has a share for each of its epochs", hint: example)
    }
    by = series
    curriculum = Curriculum(
      zip(epochs, shares).map { Curriculum.Stage(until: Int(exactly: $0) ?? 0, share: $1) })
  }
}
