/// What the command line asks for.
struct LaunchOptions {
  enum Mode: Equatable {
    case prompt, help, version, reference
    case watch(String)
    case code(String)
    case file(String)
  }

  /// A command line that makes no sense.
  struct UsageError: Error {
    let message: String
  }

  private(set) var mode = Mode.prompt
  /// `--set name=value`, in order.
  private(set) var settings: [(name: String, text: String)] = []
  /// Statements are shown before their output.
  private(set) var echoes = false
  /// Trainings that lie in the run store are taken from there.
  private(set) var resumes = false

  init(_ arguments: [String]) throws(UsageError) {
    var rest = arguments[...]
    var quiet = false
    var isRun = false
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": mode = .help
      case "--version", "-V": mode = .version
      case "--reference": mode = .reference
      case "--quiet", "-q": quiet = true
      case "--resume": resumes = true
      case "--set": settings.append(try Self.setting(rest.popFirst()))
      case "-e":
        guard let code = rest.popFirst() else { throw .missing("-e needs an expression") }
        try choose(.code(code))
      case "--cell", "--from", "--to", "--check", "--tol", "report", "serve":
        throw .missing("'\(argument)' is not in this version")
      case "watch" where mode == .prompt && !isRun:
        guard let name = rest.popFirst() else {
          throw .missing("watch needs a training: fml watch s1")
        }
        mode = .watch(name)
      case "run" where mode == .prompt && !isRun: isRun = true
      case _ where argument.hasPrefix("--set="):
        settings.append(try Self.setting(String(argument.dropFirst(6))))
      case _ where argument.hasPrefix("-") && argument != "-":
        throw .missing("unknown option '\(argument)'")
      default: try choose(.file(argument))
      }
    }
    if isRun, mode == .prompt { throw .missing("run needs a script: fml run FILE") }
    if case .file = mode { echoes = !quiet }
  }

  private mutating func choose(_ chosen: Mode) throws(UsageError) {
    guard mode == .prompt else { throw .missing("one script or one -e at a time") }
    mode = chosen
  }

  private static func setting(
    _ text: String?
  ) throws(UsageError) -> (name: String, text: String) {
    guard let text, let equals = text.firstIndex(of: "="), equals != text.startIndex else {
      throw .missing("--set needs name=value")
    }
    return (String(text[..<equals]), String(text[text.index(after: equals)...]))
  }
}

extension LaunchOptions {
  static let usageHint = "try: fml --help"

  static let help = """
    fml: a notebook at the prompt for financial machine learning

      fml                    the prompt; with piped input, runs it as a script
      fml FILE, fml run FILE runs a script, echoing its statements
      fml -e 'EXPRESSION'    runs one line and prints its value
      fml watch NAME         draws a training of the run store while it runs elsewhere

      --set NAME=VALUE       sets a param of the script, or a setting (seed, threads, runs)
      --resume               goes on with the trainings that an earlier run of the script left in
                             the run store, and takes those that ended there
      --quiet, -q            no echo of the statements
      --reference            prints the language reference as Markdown
      --version, -V          prints the version
      --help, -h             prints this

    Relative data paths are looked up in the working folder, then in the script's folder, then
    in the folder that the environment variable FML_DATA names. The history of the prompt is
    kept in $FML_HISTORY, else in ~/.local/state/fml/history. Every training is kept in a folder
    of its own under runs/, or where $FML_RUNS or --set runs=PATH says; none keeps nothing.

    Exit codes: 0 success, 1 error, 2 usage, 3 expect failed, 4 leak found, 130 interrupted.

    """
}

extension LaunchOptions.UsageError {
  fileprivate static func missing(_ message: String) -> Self { Self(message: message) }
}
