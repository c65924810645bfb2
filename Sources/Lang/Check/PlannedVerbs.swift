import Runtime

/// Verbs of the language that this version does not have; they answer so instead of being unknown.
enum PlannedVerbs {
  static let names: Set<String> = [
    "profile", "report", "run", "train",
  ]

  /// True for a planned verb without a command.
  static func contains(_ name: String) -> Bool {
    names.contains(name) && Registry.commands[name] == nil
  }

  /// A signature that lets any call of a planned verb be parsed.
  static func signature(_ name: String) -> Signature? {
    guard contains(name) else { return nil }
    let rest = Parameter("arguments", .any, default: .absent, variadic: true, "")
    return Signature(name, group: "planned", "", positionals: [rest])
  }

  static func message(_ name: String) -> String { "'\(name)' is not in this version" }
}
