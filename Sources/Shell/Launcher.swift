@preconcurrency import Glibc
import Lang
import Runtime

/// Starts the mode that the arguments ask for and returns the process's exit code.
enum Launcher {
  static func run(arguments: [String]) -> Int32 {
    setlocale(LC_CTYPE, "")
    ProcessMemory.keepFreed()
    let options: LaunchOptions
    do {
      options = try LaunchOptions(arguments)
    } catch {
      Terminal.write("fml: \(error.message)\n\(LaunchOptions.usageHint)\n", to: stderr)
      return ExitCode.usage
    }
    switch options.mode {
    case .help:
      Terminal.write(LaunchOptions.help, to: stdout)
      return ExitCode.success
    case .version:
      Terminal.write("fml \(Version.current)\n", to: stdout)
      return ExitCode.success
    case .reference:
      Terminal.write(ReferencePage.markdown, to: stdout)
      return ExitCode.success
    case .code, .file, .prompt, .watch:
      return session(options)
    }
  }

  private static func session(_ options: LaunchOptions) -> Int32 {
    Signals.install()
    let output = TerminalOutput()
    let session = Session(output: output)
    session.isInteractive = false
    session.echoesStatements = options.echoes
    session.resumesRuns = options.resumes
    session.runStore = runStore
    for (name, text) in options.settings {
      do {
        try session.set(name, to: text)
      } catch {
        Terminal.write("fml: \(describe(error))\n", to: stderr)
        return ExitCode.usage
      }
    }
    let code = run(options.mode, ScriptRunner(session: session), output)
    guard let reason = output.lostReason else { return code }
    Terminal.write("fml: results could not be written: \(reason)\n", to: stderr)
    return code == ExitCode.success ? ExitCode.failure : code
  }

  private static func run(
    _ mode: LaunchOptions.Mode, _ runner: ScriptRunner, _ output: TerminalOutput
  ) -> Int32 {
    switch mode {
    case .code(let code): return runner.run(text: code, name: "-e")
    case .file(let path): return runner.run(path: path)
    case .watch(let name): return runner.run(text: "watch \(name.asText)", name: "watch")
    default: break
    }
    if isatty(STDIN_FILENO) == 0 { return runner.runStandardInput() }
    return Repl(session: runner.session, output: output).run()
  }

  /// `runs` in the working folder, or what the environment says.
  private static var runStore: String? {
    guard let text = getenv("FML_RUNS").map({ String(cString: $0) }), !text.isEmpty else {
      return "runs"
    }
    return text == "none" ? nil : text
  }

  private static func describe(_ error: any Error) -> String {
    (error as? Diagnostic)?.message ?? (error as? Failure)?.message ?? "\(error)"
  }
}

/// The exit codes of the language's contract.
enum ExitCode {
  static let success: Int32 = 0
  static let failure: Int32 = 1
  static let usage: Int32 = 2
  static let interrupted: Int32 = 130
}
