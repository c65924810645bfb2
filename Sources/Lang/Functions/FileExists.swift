@preconcurrency import Glibc
import Runtime

/// Whether `load` would find a file of this name.
enum FileExists: Function {
  static let path = Parameter("path", .text, "a file, looked for where load looks")
  static let signature = Signature(
    "exists", group: "general", "whether a file is there",
    details: "Looks in the working folder, the script's folder and FML_DATA, as load does.",
    positionals: [path], examples: [Example("exists(\"no such file\")", prints: "false")],
    keywords: ["file"])

  static func call(_ call: CommandCall) throws -> Value {
    .boolean(access(try call.path(path), F_OK) == 0)
  }
}
