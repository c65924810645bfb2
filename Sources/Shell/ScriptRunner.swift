@preconcurrency import Glibc
import Lang

/// Runs whole texts: a file, standard input, the argument of `-e`.
struct ScriptRunner {
  let session: Session

  func run(text: String, name: String, folder: String? = nil) -> Int32 {
    defer { session.pauseBackground() }
    return switch session.execute(text, name: name, folder: folder) {
    case .finished: ExitCode.success
    case .quit(let code): code
    case .failed(let code): code
    }
  }

  func run(path: String) -> Int32 {
    if path == "-" { return runStandardInput() }
    switch TextFile.read(path: path) {
    case .success(let text):
      session.scriptPath = path
      let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
      return run(text: text, name: path, folder: folder.isEmpty ? "/" : folder)
    case .failure(let error):
      Terminal.write("fml: \(error.message)\n", to: stderr)
      return ExitCode.failure
    }
  }

  func runStandardInput() -> Int32 {
    switch TextFile.read(descriptor: STDIN_FILENO, name: "standard input") {
    case .success(let text): return run(text: text, name: "stdin")
    case .failure(let error):
      Terminal.write("fml: \(error.message)\n", to: stderr)
      return ExitCode.failure
    }
  }
}
