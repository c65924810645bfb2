import Runtime

/// Where the trials of a sweep are kept: a record and the states of its trainings each, by a key of
/// all that a trial depends on. A line that is run again takes what is there.
struct TrialFolder: Sendable {
  let path: String

  init(_ path: String) { self.path = path }

  func place(_ key: String, budget: Int?) -> String {
    path + "/" + key + (budget.map { ".e\($0)" } ?? "")
  }

  /// nil where the trial is not there, or its file is broken.
  func record(_ key: String, budget: Int?) -> TrialRecord? {
    guard let bytes = try? AtomicFile.read(place(key, budget: budget) + ".trial.json"),
      let json = try? JsonParser.parse(bytes)
    else { return nil }
    return TrialRecord(json: json)
  }

  /// - Throws: `Failure` naming the file that cannot be written.
  func write(
    _ record: TrialRecord, _ key: String, budget: Int?, _ parameters: [(name: String, text: String)]
  ) throws {
    try OutputFolder.make(for: path + "/", parameter: "folder")
    let text = record.json(parameters).text(indent: 2) + "\n"
    try AtomicFile.write(text, to: place(key, budget: budget) + ".trial.json")
  }
}
